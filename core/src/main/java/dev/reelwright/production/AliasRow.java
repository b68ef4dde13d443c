package dev.reelwright.production;

/// What a surface calls an id and we do not: a run id chosen by a client, a job number.
///
/// @param kind what is named: `run`, `job`, `audio` …
/// @param entityId our id of it
public record AliasRow(String surface, String kind, String externalId, String entityId) {}
