package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What lies in the data folder of a server that has ended, seen from outside.
///
/// @param takes blobs by take and slot, `ID subject role candidate`
/// @param open rows that say that somebody is at work, by what they are, where there are any
/// @param litter files that belong to work in progress
/// @param missing blobs that rows speak of and that are not there, or not whole
/// @param cut the finished film, or an empty path
record DataFacts(
    Map<String, String> takes,
    Map<String, Integer> open,
    List<String> litter,
    List<String> missing,
    Path cut) {

  private static final Map<String, String> OPEN =
      Map.of(
          "leases", "SELECT count(*) FROM step WHERE state IN ('LEASED', 'SUBMITTED')",
          "steps", "SELECT count(*) FROM step WHERE state IN ('READY', 'NEEDS_DECISION')",
          "runs", "SELECT count(*) FROM run WHERE state NOT IN ('DONE', 'FAILED', 'STOPPED')",
          "holds", "SELECT count(*) FROM hold WHERE state = 'HELD'",
          "attempts",
              "SELECT count(*) FROM attempt WHERE state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')",
          "picked tasks", "SELECT count(*) FROM scheduled_tasks WHERE picked");

  /// Looks at a copy, so that the looking repairs nothing.
  static DataFacts of(Path data) throws IOException, SQLException {
    var copy = Files.createTempDirectory("reel-look");
    try {
      for (var name : List.of("reelwright.db", "reelwright.db-wal")) {
        if (Files.exists(data.resolve(name))) {
          Files.copy(data.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      try (var connection =
          DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("reelwright.db"))) {
        return read(connection, data);
      }
    } finally {
      Folders.delete(copy);
    }
  }

  private static DataFacts read(Connection connection, Path data) throws SQLException, IOException {
    var takes = new LinkedHashMap<String, String>();
    var missing = new ArrayList<String>();
    var cut = Path.of("");
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT take.id, take.subject_id, take.role, take.candidate, blob.hash, blob.size
                  FROM take JOIN asset ON asset.id = take.asset_id
                            JOIN blob ON blob.hash = asset.blob_hash
                 ORDER BY take.id
                """)) {
      while (rows.next()) {
        var hash = rows.getString(5);
        var file =
            data.resolve("blobs")
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4))
                .resolve(hash);
        takes.put(
            "%s %s %s %s"
                .formatted(
                    rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)),
            hash);
        if (!Files.exists(file) || Files.size(file) != rows.getLong(6)) {
          missing.add(rows.getString(3) + " " + hash);
        }
        if (rows.getString(3).equals("CUT")) {
          cut = file;
        }
      }
    }
    var open = new LinkedHashMap<String, Integer>();
    for (var question : OPEN.entrySet()) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(question.getValue())) {
        if (rows.next() && rows.getInt(1) > 0) {
          open.put(question.getKey(), rows.getInt(1));
        }
      }
    }
    return new DataFacts(takes, open, litter(data), missing, cut);
  }

  private static List<String> litter(Path data) throws IOException {
    var found = new ArrayList<String>();
    for (var folder : List.of("scratch", "children", "blobs/incoming")) {
      var place = data.resolve(folder);
      if (Files.exists(place)) {
        try (var files = Files.walk(place)) {
          files
              .filter(file -> !file.equals(place))
              .map(data::relativize)
              .forEach(file -> found.add(file.toString()));
        }
      }
    }
    return found;
  }

  /// Slots that were filled more than once.
  List<String> madeTwice() {
    var counts = new LinkedHashMap<String, Integer>();
    takes
        .keySet()
        .forEach(take -> counts.merge(take.substring(take.indexOf(' ') + 1), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(slot -> slot.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
