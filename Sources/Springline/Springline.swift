// The umbrella: `import Springline` brings every public room.
@_exported import CityStore
@_exported import Geospatial
@_exported import Hydraulics
@_exported import InputOutput
@_exported import LeakZones
@_exported import NetworkFormats
@_exported import NetworkStudies
@_exported import PipeNetwork
@_exported import Reports
@_exported import SampleCity
@_exported import Telemetry
@_exported import WaterLoss
@_exported import ZoneDesign
