/// The script of the map that pans and zooms: plain ES2017, strict, no names of its own in the page's scope.
///
/// Its parts are the files `map-*.js` of the folder Assets: functions that know each other by name inside one closure. The
/// build embeds them, so that `springline` stays one file. Whatever a person reads comes from the page's data and goes into
/// the page as text, never as markup.
enum MapScript {
    /// The whole script.
    static var text: String {
        let parts = [
            // Reads what `MapData` wrote into columns, a row for each pipe.
            PackageResources.map_data_js,
            // Finds pipes by place.
            PackageResources.map_index_js,
            // The zones as areas: what lies near their pipes.
            PackageResources.map_areas_js,
            // Paints a part of the city onto a canvas.
            PackageResources.map_painting_js,
            // The canvas as a layer of Leaflet's.
            PackageResources.map_sheet_js,
            // What opens when a pipe, a device or a zone is chosen.
            PackageResources.map_cards_js,
            // Controls, clicks, the legend's switches, the ways from zones to their places.
            PackageResources.map_page_js,
        ]
        let functions = parts.map { "\n" + EmbeddedText($0).text }.joined()
        return "(function () {\n'use strict';\n" + functions + "start();\n})();"
    }
}
