package dev.reelwright.wiring;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.desk.Looking;
import dev.reelwright.http.studio.Exports;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.project.ProjectId;
import java.net.URI;

/// Films of their owners in the formats of editor programs. Thread-safe.
final class FilmExports implements Exports {
  private final Looking looking;
  private final FilmFiles files;

  FilmExports(Looking looking, BlobStore blobs, Posters posters) {
    this.looking = looking;
    this.files = new FilmFiles(blobs, posters);
  }

  @Override
  public Prepared prepare(String owner, ProjectId project, Kind kind, URI server) {
    return files.prepare(looking.cuttable(owner, project), kind, MediaPlaces.on(server));
  }
}
