/// The script of the map that pans and zooms: plain ES2017, strict, no names of its own in the page's scope.
///
/// It is text in the binary, not a resource beside it, so that `springline` stays one file. Its parts are functions
/// that know each other by name inside one closure; each part is a file here. Whatever a person reads comes from
/// the page's data and goes into the page as text, never as markup.
enum MapScript {
    /// The whole script.
    static var text: String {
        """
        (function () {
        'use strict';
        \(data)
        \(index)
        \(areas)
        \(painting)
        \(sheet)
        \(cards)
        \(page)
        start();
        })();
        """
    }
}
