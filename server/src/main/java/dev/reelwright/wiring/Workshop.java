package dev.reelwright.wiring;

import dev.reelwright.project.ProjectId;
import java.util.List;

/// One installation at work: data folder, database, engine and the built-in studio, put together.
public final class Workshop implements AutoCloseable {
  private final Store store;

  private Workshop(Store store) {
    this.store = store;
  }

  /// @throws Unusable saying what is missing, broken or taken
  public static Workshop open(Settings settings) throws Unusable {
    return new Workshop(Store.open(settings));
  }

  public List<ProjectLine> projects() {
    return List.of();
  }

  public ProjectId order(FilmOrder order) {
    return ProjectId.fresh();
  }

  public Production produce(ProjectId project) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    store.close();
  }
}
