import Foundation
import Springline
import Testing

/// What a service sees that imports the umbrella and nothing else.
@Suite("The umbrella names every public type, each once")
struct PublicNameTests {
    private let inputOutput: [Any.Type] = [
        FilesOfRun.self, OutputError.self, (any ExplainedError).self, Remedy.self, ReportLanguage.self,
        Wording.self,
    ]

    private let geospatial: [Any.Type] = [
        BoundingBox.self, CircularArc.self, Coordinate.self, CoordinateReferenceSystem.self,
        CoordinateTransform.self, Ellipsoid.self, Geometry.self, Polygon.self, GeospatialError.self,
        Polyline.self, LineLocation.self, PreparedGeometry.self, STRTree.self,
    ]

    private let telemetry: [Any.Type] = [
        TimeForm.self, ReadingFinding.self,
        Meter.self, MeterAccuracy.self, DriftDay.self, RegisterSeries.self, NetFlowSeries.self,
        NightFlow.self, Percentile.self, NightPolicy.self, TimeGrid.self, ConsumptionSeries.self,
        FlowSeries.self, GapPolicy.self, LevelSeries.self, MeasuredVolume.self, ReadingFaults.self,
        ReadingSeries.self, TelemetryError.self, CalendarUnit.self, CalendarPeriod.self, LocalCalendar.self,
        WallTimeMatch.self, LocalDate.self, Period.self, RepeatedHours.self, Timestamp.self,
        TimestampReader.self, FlowUnit.self, LengthUnit.self, PressureUnit.self, ReadingKind.self,
        ConsumptionForm.self, ReadingUnit.self, VolumeUnit.self,
    ]

    private let waterLoss: [Any.Type] = [
        DailyFigure.self, NightFlowTrend.self, PublicHolidays.self, RunningRise.self, StepAlarm.self,
        StepAlarmPolicy.self, TwoSidedCusum.self, WeekdayEffect.self, BurstComponent.self, BurstDefaults.self,
        ComponentAnalysis.self, EconomicIntervention.self, ZoneRanking.self, AgeingCurve.self,
        ApparentLoss.self, CustomerMeterReads.self, DataHandling.self, FlowBandError.self, MeterSample.self,
        MeterStandard.self, ZoneMeterReads.self, (any DataQualityFlag).self, BackgroundLeakage.self,
        DailyLeakage.self, EquivalentBursts.self, ExceptionalNightUser.self, LeakageAgreement.self,
        LegitimateNightUse.self, NetNightFlow.self, NightDayFactor.self, NightUseEstimate.self,
        WeeklyNightFlow.self, AverageZonePoint.self, AverageZonePressure.self, BurstFrequency.self,
        CriticalPoint.self, FAVAD.self, GroundLevelBand.self, HeadModel.self, LeakageExponent.self,
        PressureManagement.self, PressurePointCheck.self, PressurePointPolicy.self, StepTest.self,
        ZonePressure.self, ZonePressureSeries.self, Audit.self, AuditDoubt.self, AuditInput.self, CJJ92.self,
        CJJ92Balance.self, CJJ92Leak.self, IndicatorCatalogue.self, IndicatorKey.self, EvaluationFlag.self,
        AWWADefaults.self, ComponentUARL.self, InputValidity.self, LossRates.self, MeterInaccuracy.self,
        NonRevenueValue.self, ServiceConnections.self, StandardBalance.self, UARLValidity.self,
        UnavoidableLosses.self, WorldBankBand.self, Indicator.self, LossStandard.self, MeterVector.self,
        Uncertain.self, ConfidenceInterval.self, RobustScale.self, StraightLine.self, StudentT.self,
        TheilSenLine.self,
    ]

    private let pipeNetwork: [Any.Type] = [
        ChangeError.self, ChangeSet.self, ChangeSummary.self, ChangeTolerance.self, ElementOrigins.self,
        ImportSource.self, ModelSettings.self, (any NetworkElement).self, ElementValue.self, RowOrder.self,
        SourceReplacement.self, ModelAssumptions.self, ModelCompletion.self, AssetsByNode.self, DeadEnd.self,
        PipeInventory.self, SinglePointsOfFailure.self, Asset.self, AttributeTable.self, AttributeValue.self,
        Curve.self, Junction.self, Demand.self, Pattern.self, Pipe.self, LinkStatus.self, PipeLeakage.self,
        Pump.self, Reservoir.self, Tank.self, Valve.self, ConnectedComponents.self, ReachableSet.self,
        Trace.self, NetworkGraph.self, NetworkSubset.self, ContractedGraph.self, TraceWeight.self,
        ShortestPath.self, ShortestPathTree.self, PipeLocator.self, SearchError.self, SourceContribution.self,
        TraversalDirection.self, TraceBarriers.self, Isolation.self, IsolationPlan.self, IsolationValves.self,
        SegmentContents.self, SegmentReview.self, ValveSegments.self, AssetTable.self, HeadLossFormula.self,
        HydraulicOptions.self, DemandModel.self, LinkKind.self, LinkTable.self, ModelFlowUnit.self,
        Network.self, VerbatimSection.self, NetworkError.self, NodeKind.self, NodeTable.self,
        TimeOptions.self, LinkAction.self, Control.self, EnergyOptions.self, NetworkScenario.self, Rule.self,
        Defect.self, CheckLimits.self, NetworkCheck.self, SurveyedFeatures.self, TopologyTolerance.self,
        TopologyReport.self, SurveyOrigins.self, TopologyBuilder.self,
    ]

    private let hydraulics: [Any.Type] = [
        DemandScenario.self, ExtendedPeriod.self, HydraulicError.self, HydraulicSolver.self,
        HydraulicState.self, HydraulicWarning.self, LinkState.self, PumpEnergy.self, EnergyAccount.self,
        SimulationResult.self, SimulationTotals.self, SuppliedVolumes.self,
    ]

    private let leakZones: [Any.Type] = [
        PressureLowering.self,
        BalanceFlag.self, UnmeteredEstimate.self, BalanceOptions.self, NightUsers.self,
        (any ReadingSource).self, SeriesKey.self, ReadingTable.self, ReadingTargets.self, WaterBalance.self,
        ZoneBalance.self, BoundaryBreach.self, IneffectiveMeter.self, VerifiedZone.self, ZoneBoundary.self,
        ZoneVerification.self, CityMeasurements.self, Evaluation.self, EvaluationPolicy.self,
        NightAccount.self, ZoneFacts.self, ZoneMeasurements.self, ZoneNightUse.self, ZoneReport.self,
        ZoneHistory.self, LossChange.self, LossComparison.self, ComparedPeriod.self, HeadInterpolation.self,
        PressureReduction.self, StepTestWindow.self,
        ZoneStepTest.self, BalanceArea.self, ElementLookup.self, Zone.self, ZoneAssignment.self,
        ZoneDerivation.self, ZoneError.self, ZoneScheme.self,
    ]

    private let zoneDesign: [Any.Type] = [
        BoundaryDevice.self, DeviceCost.self, HydraulicEffect.self, ProposedZone.self, ResilienceIndex.self,
        SizeLimits.self, UnrefinedPartition.self, ZoneDesign.self, ZoneDesignError.self,
        ZoneDesignOptions.self, (any ZoneHydraulics).self, DesignState.self, ZoneProposal.self,
    ]

    private let networkStudies: [Any.Type] = [
        ConditionStudy.self, IsolatedBurst.self, IsolationStudy.self, MissingValves.self, SegmentStudy.self,
        NetworkLocator.self, OutageEffect.self, OutageStudy.self, NetworkTracer.self, TraceAnswer.self,
        TracedPart.self, TracedPath.self, NearestThings.self, PossibleSources.self, SupplyAreas.self,
        TraceQuery.self, TraceOptions.self, TraceTarget.self,
    ]

    private let networkFormats: [Any.Type] = [
        ReadingNames.self,
        AuditFile.self, AuditFileError.self, AuditTemplate.self, FileMistake.self, TextEncoding.self,
        GeoJSONSource.self,
        GeoJSONWriter.self,
        GeoPackageSource.self, GeoPackageWriter.self, INPError.self, INPErrors.self, INPFile.self,
        INPRemark.self, INPWritingError.self, ImportError.self, ImportOptions.self, SourceChanges.self,
        NetworkImport.self, SourceKey.self, ImportedSource.self, CSVFeatureWriter.self, FeatureLayer.self,
        FeatureField.self, Feature.self, (any FeatureWriter).self, FormatError.self, GeometryClass.self,
        LayerFile.self, LayerReadOptions.self, (any LayerSource).self, LayerWriteOptions.self,
        NoDataNumber.self, ElementField.self, ElementRole.self, ImportMapping.self, MappingError.self,
        LayerPlan.self, NameGuess.self, SourceTool.self, ForeignFile.self, DecimalMark.self, RawReadings.self,
        RawSeries.self, ReadingMark.self, ReadingMarks.self, ReadingsCSV.self, ReadingsFileError.self,
        StepTestFile.self, SpatiaLiteSource.self, ScenarioFile.self, ScenarioFileError.self,
        ShapefileArchive.self, ShapefileSource.self, ShapefileWriter.self, LayerStyle.self, StyledLayer.self,
        ZoneLayer.self,
    ]

    private let cityStore: [Any.Type] = [
        ReadingCorrection.self, CorrectionNote.self, CorrectionError.self, CitySettings.self,
        SettingsError.self,
        City.self, CityError.self, CityWriter.self, CityVersion.self, ElementState.self, CityInfo.self,
        AppendReport.self, ReadingSeriesInfo.self, SourceRecord.self,
    ]

    private let sampleCity: [Any.Type] = [
        SampleCity.self, SampleCityError.self,
    ]

    private let reports: [Any.Type] = [
        AuditReport.self, RegionReport.self, YearsReport.self, FigureUnits.self, BalanceReport.self,
        ChangeReport.self, CheckReport.self,
        FactSheet.self, ImportSummary.self, ZoneList.self, EvaluationReport.self, BinaryResults.self,
        CSVResults.self, JSONResults.self, (any ResultsEncoder).self, ResultsCorrection.self,
        ResultsError.self, ScenarioOutcome.self, ScenarioReport.self, SolveDoubts.self, SolveSummary.self,
        WarningGroup.self, LeafletLibrary.self, LossReport.self, LossTotal.self, PressureReport.self,
        ReadingFindings.self, TableLayout.self, SourceList.self,
        ReportForm.self, Release.self, SpreadsheetError.self, GraphReport.self, StudyForm.self,
        JSONValue.self, OutputFormat.self, Table.self,
        ZoneDesignReport.self, ZoneVerificationReport.self,
    ]

    private let springline: [Any.Type] = [
        ChangeDate.self, ReadingsInNewZone.self, TimeZoneError.self, HydraulicLayers.self,
        ReadingsImport.self, ReadingsImportError.self, ReadingReplacement.self, ReadingsCheckError.self,
        MeterExchangeError.self, RequestError.self, ScenarioRun.self, SolveRun.self,
        SolvedNetwork.self, ZoneDesignRun.self, ZoneLayers.self,
    ]

    /// The solver of linear systems is a room of its own, which no service of a city needs.
    @Test("Every public type of the sources is among them, and no name stands in two rooms")
    func names() throws {
        let named = [
            inputOutput, geospatial, telemetry, waterLoss, pipeNetwork, hydraulics, leakZones, zoneDesign,
            networkStudies, networkFormats, cityStore, sampleCity, reports, springline,
        ]
        .joined().map { String(describing: $0) }
        let known = Set(named.map { $0.hasPrefix("any ") ? String($0.dropFirst(4)) : $0 })
        var rooms: [String: Set<String>] = [:]
        let sources = Guides.root.appending(path: "Sources")
        let declaration = /^public (?:final |indirect )*(?:struct|enum|class|protocol|actor) (\w+)/
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        where path.hasSuffix(".swift") && !path.hasPrefix("SparseCholesky/") {
            let room = path.prefix { $0 != "/" }
            for line in try Guides.text("Sources/" + path).split(separator: "\n") {
                if let found = line.firstMatch(of: declaration) {
                    rooms[String(found.1), default: []].insert(String(room))
                }
            }
        }
        #expect(rooms.count > 300)
        for (name, places) in rooms {
            #expect(places.count == 1, "\(name) stands in \(places.sorted())")
            // A generic type has no name without its arguments.
            #expect(known.contains(name) || name == "ElementChanges", "\(name) is not named here")
        }
    }
}
