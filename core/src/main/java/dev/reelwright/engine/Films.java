package dev.reelwright.engine;

import dev.reelwright.event.Event;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Page;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/// The projects that directors look at, kept between two looks: the next look reads only what the
/// history says has happened since, so that ten thousand takes are not read ten thousand times.
/// Whatever is not the engine's own doing, and every look that leads nowhere, reads all again.
final class Films {
  static final String TAKE_STORED = "take.stored";

  // Events of the engine that change nothing a recipe sees.
  private static final Set<String> HARMLESS = Set.of("run", "step", "attempt");

  /// @param seq number of the last event that the film knows of
  private record Kept(Film film, long seq) {}

  private final Stores stores;
  private final Casting casting;
  private final ConcurrentHashMap<ProjectId, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicLong takesRead = new AtomicLong();

  Films(Stores stores, Casting casting) {
    this.stores = stores;
    this.casting = casting;
  }

  /// The project as it is now, read whole.
  Film read(Handle handle, Project project) {
    var shots =
        stores.storyboards().shots(handle, project.id()).stream()
            .filter(shot -> shot.alternate() == 0)
            .toList();
    var scenes =
        stores.storyboards().scenes(handle, project.id()).stream()
            .filter(scene -> scene.alternate() == 0)
            .toList();
    var selected = stores.takes().selected(handle, project.id());
    takesRead.addAndGet(selected.size());
    Map<SlotKey, Integer> generations = stores.takes().generations(handle, project.id());
    return new Film(project, scenes, shots, selected, generations, casting.canSpeak(project));
  }

  /// The project as it is now, from memory as far as that is sure.
  Film refresh(Handle handle, Project project) {
    var before = kept.get(project.id());
    if (before == null || before.film().project().version() != project.version()) {
      return readAndKeep(handle, project);
    }
    var seq = before.seq();
    List<Event> news;
    do {
      news = stores.events().readAfter(handle, seq, project.id(), Page.MAX_LIMIT);
      for (var event : news) {
        if (!learn(handle, before.film(), event)) {
          return readAndKeep(handle, project);
        }
        seq = event.seq();
      }
    } while (news.size() == Page.MAX_LIMIT);
    kept.put(project.id(), new Kept(before.film(), seq));
    return before.film();
  }

  void forget(ProjectId project) {
    kept.remove(project);
  }

  /// How many shots a project had at the last look; 0 when nobody looked.
  int shotsOf(ProjectId project) {
    var before = kept.get(project);
    return before == null ? 0 : before.film().shots().size();
  }

  /// How many takes were read so far, for tests of how the effort grows.
  long takesRead() {
    return takesRead.get();
  }

  private Film readAndKeep(Handle handle, Project project) {
    // The number first: what happens between the two reads is read once more next time.
    var seq = stores.events().lastSeq(handle);
    var film = read(handle, project);
    kept.put(project.id(), new Kept(film, seq));
    return film;
  }

  private boolean learn(Handle handle, Film film, Event event) {
    var kind = event.what().kind();
    if (kind.equals(TAKE_STORED) && event.what().data().get("take") instanceof String id) {
      takesRead.incrementAndGet();
      stores.takes().find(handle, new TakeId(id)).filter(Take::selected).ifPresent(film::select);
      return true;
    }
    return HARMLESS.contains(kind.substring(0, Math.max(0, kind.indexOf('.'))));
  }
}
