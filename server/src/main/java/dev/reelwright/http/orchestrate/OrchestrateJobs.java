package dev.reelwright.http.orchestrate;

import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineState;
import dev.reelwright.line.LineStore;
import dev.reelwright.production.Production;
import dev.reelwright.production.Productions;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Finds jobs with all that is shown of them. Thread-safe.
@ApplicationScoped
public class OrchestrateJobs {
  private final Database database;
  private final Productions productions;
  private final LineStore lines = new LineStore();

  public OrchestrateJobs(Database database, Productions productions) {
    this.database = database;
    this.productions = productions;
  }

  /// A job as it is at one moment.
  record Job(Production production, LineJob place) {}

  /// @param owner whose job it must be
  Optional<Job> find(String owner, ProjectId id) {
    return find(id).filter(job -> job.production().project().owner().equals(owner));
  }

  Optional<Job> find(ProjectId id) {
    return database.read(
        handle ->
            lines
                .find(handle, id)
                .filter(place -> place.line().equals(OrchestrateIntake.SURFACE))
                .flatMap(
                    place ->
                        productions
                            .load(handle, id)
                            .map(production -> new Job(production, place))));
  }

  /// Jobs in one state, in the order of their places.
  List<Job> in(LineState state) {
    return database.read(
        handle ->
            lines.in(handle, OrchestrateIntake.SURFACE, state, Page.MAX_LIMIT).stream()
                .flatMap(
                    place ->
                        productions.load(handle, place.project()).stream()
                            .map(production -> new Job(production, place)))
                .toList());
  }

  long countDead(String owner) {
    return database.read(handle -> lines.countDead(handle, OrchestrateIntake.SURFACE, owner));
  }

  List<Job> dead(String owner, int limit, long offset) {
    return database.read(
        handle ->
            lines.dead(handle, OrchestrateIntake.SURFACE, owner, limit, offset).stream()
                .flatMap(
                    place ->
                        productions.load(handle, place.project()).stream()
                            .map(production -> new Job(production, place)))
                .toList());
  }
}
