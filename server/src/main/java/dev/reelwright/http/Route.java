package dev.reelwright.http;

/// One row of the route table.
///
/// @param verb `GET`, `POST` …; a `GET` answers `HEAD` too
/// @param template path with `{name}` for one segment and, at the end, `{name*}` for the rest
/// @param built whether something serves it; if not, it answers 501
/// @param takesFile whether its body may be as large as a media file
public record Route(
    Surface surface, String verb, String template, boolean built, boolean takesFile) {}
