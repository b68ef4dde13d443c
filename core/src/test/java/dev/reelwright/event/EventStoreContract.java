package dev.reelwright.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class EventStoreContract extends StoreContract {
  private EventStore events;

  EventStoreContract(Supplier<Database> source) {
    super(source);
  }

  @BeforeEach
  void makeStore() {
    events = new EventStore(database);
  }

  @Test
  void readsEventsInTheOrderTheyWereAppended() {
    var project = ProjectId.fresh();
    var first = event("run.started", project);
    var second = event("take.selected", project);

    database.update(
        handle -> {
          events.append(handle, first);
          events.append(handle, second);
        });

    assertThat(after(0, null)).extracting(Event::what).containsExactly(first, second);
  }

  @Test
  void readsOnAfterTheLastNumberSeen() {
    append(event("a", null));
    append(event("b", null));
    var seen = after(0, null).getFirst().seq();

    assertThat(after(seen, null)).extracting(event -> event.what().kind()).containsExactly("b");
    long last = database.read(events::lastSeq);
    assertThat(after(last, null)).isEmpty();
  }

  @Test
  void readsTheEventsOfOneProjectOnly() {
    var mine = ProjectId.fresh();
    append(event("a", mine));
    append(event("b", ProjectId.fresh()));

    assertThat(after(0, mine)).extracting(event -> event.what().kind()).containsExactly("a");
  }

  @Test
  void forgetsEventsOfAFailedWrite() {
    assertThatThrownBy(
            () ->
                database.update(
                    handle -> {
                      events.append(handle, event("a", null));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(after(0, null)).isEmpty();
  }

  @Test
  void aReaderWhoFollowsMissesNothingThatManyWritersAppend() throws Exception {
    var writers = new ArrayList<Thread>();
    var done = new AtomicBoolean();
    for (int i = 0; i < 8; i++) {
      var kind = "writer" + i;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = 0; n < 25; n++) {
                      append(event(kind, null));
                    }
                  }));
    }
    var seen = new ArrayList<Long>();
    var reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  long last = 0;
                  boolean finished;
                  do {
                    finished = done.get();
                    for (var event : after(last, null)) {
                      seen.add(event.seq());
                      last = event.seq();
                    }
                  } while (!finished);
                });
    for (var writer : writers) {
      writer.join();
    }
    done.set(true);
    reader.join();

    assertThat(seen).hasSize(200).isSorted().doesNotHaveDuplicates();
  }

  private void append(NewEvent event) {
    database.update(handle -> events.append(handle, event));
  }

  private List<Event> after(long seq, @Nullable ProjectId project) {
    return database.read(handle -> events.readAfter(handle, seq, project, 1000));
  }

  private static NewEvent event(String kind, @Nullable ProjectId project) {
    return new NewEvent(NOW, kind, "ann", project, null, null, Map.of("n", 1));
  }
}
