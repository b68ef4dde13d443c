package dev.reelwright.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Style templates and plan templates.
class TemplateStoresTest {
  abstract static class TemplateStoresContract extends StoreContract {
    private final StyleTemplateStore styles = new StyleTemplateStore();
    private final PlanTemplateStore plans = new PlanTemplateStore();

    TemplateStoresContract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void findsAStyleAsItWasStored() {
      var style = stored(style("ann", stored(Samples.project("ann")).id(), "anime", true, 3));

      var found = database.read(handle -> styles.find(handle, style.id()));

      assertThat(found).contains(style);
    }

    @Test
    void showsAnOwnerTheirOwnStylesAndPublicOnesMostUsedFirst() {
      var project = stored(Samples.project("ann")).id();
      var own = stored(style("ann", project, "anime", false, 1));
      var shared = stored(style("ben", null, "anime", true, 2));
      var other = stored(style("ann", null, "realistic", false, 0));
      stored(style("ben", null, "anime", false, 9));

      assertThat(mostUsed(null, null, false)).containsExactly(shared, own, other);
      assertThat(mostUsed(null, null, true)).containsExactly(shared);
      assertThat(mostUsed(project, null, false)).containsExactly(own);
      assertThat(mostUsed(null, "anime", false)).containsExactly(shared, own);
    }

    @Test
    void updatesAStyleOnceForEachVersionThatWasReadHoweverOftenItWasUsed() {
      var style = stored(style("ann", null, "anime", false, 0));
      database.update(handle -> styles.recordUse(handle, style.id()));

      boolean changed = database.write(handle -> styles.update(handle, shown(style, "First"), NOW));
      boolean lost = database.write(handle -> styles.update(handle, shown(style, "Second"), NOW));

      assertThat(changed).isTrue();
      assertThat(lost).isFalse();
      var found = database.read(handle -> styles.find(handle, style.id())).orElseThrow();
      assertThat(found.name()).isEqualTo("First");
      assertThat(found.isPublic()).isTrue();
      assertThat(found.useCount()).isEqualTo(1);
    }

    @Test
    void losesNoUseOfManyThreads() throws Exception {
      var style = stored(style("ann", null, "anime", false, 0));
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 20; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> database.update(handle -> styles.recordUse(handle, style.id()))));
      }
      for (var thread : threads) {
        thread.join();
      }

      var found = database.read(handle -> styles.find(handle, style.id())).orElseThrow();
      assertThat(found.useCount()).isEqualTo(20);
    }

    @Test
    void countsNoUseOfAStyleThatWasRemoved() {
      var style = stored(style("ann", null, "anime", false, 0));

      boolean removed = database.write(handle -> styles.remove(handle, style.id()));
      boolean again = database.write(handle -> styles.remove(handle, style.id()));
      boolean counted = database.write(handle -> styles.recordUse(handle, style.id()));

      assertThat(removed).isTrue();
      assertThat(again).isFalse();
      assertThat(counted).isFalse();
    }

    @Test
    void neverChangesAPlanThatIsStored() {
      var plan = plan("hook", "1.0.0", "first");

      assertThat(add(plan)).isTrue();
      assertThat(add(plan("hook", "1.0.0", "second"))).isFalse();

      var found = database.read(handle -> plans.find(handle, "hook", "1.0.0"));
      assertThat(found).contains(plan);
    }

    @Test
    void findsTheHighestVersionOfEachPlan() {
      add(plan("story", "2.0.0", ""));
      add(plan("hook", "1.10.0", ""));
      add(plan("hook", "1.9.0", ""));
      add(plan("hook", "1.10.0-beta", ""));

      var newest = database.read(plans::newest);

      assertThat(newest)
          .extracting(plan -> plan.id() + " " + plan.version())
          .containsExactly("hook 1.10.0", "story 2.0.0");
    }

    @Test
    void refusesAPlanWithoutAVersion() {
      assertThatThrownBy(() -> plan("hook", "newest", ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("newest");
    }

    private StyleTemplate stored(StyleTemplate style) {
      database.update(handle -> styles.insert(handle, style));
      return style;
    }

    private List<StyleTemplate> mostUsed(
        @Nullable ProjectId project, @Nullable String category, boolean publicOnly) {
      return database.read(
          handle -> styles.mostUsed(handle, "ann", project, category, publicOnly, 10));
    }

    private boolean add(PlanTemplate plan) {
      return database.write(handle -> plans.add(handle, plan));
    }

    private static StyleTemplate style(
        String owner,
        @Nullable ProjectId project,
        String category,
        boolean isPublic,
        long useCount) {
      return new StyleTemplate(
          Ids.fresh(),
          owner,
          project,
          "Ink 墨",
          category,
          Map.of("params", Map.of("steps", 20, "deep", List.of(Map.of("a", true)))),
          isPublic,
          useCount,
          NOW,
          NOW);
    }

    private static StyleTemplate shown(StyleTemplate style, String name) {
      return new StyleTemplate(
          style.id(),
          style.owner(),
          style.projectId(),
          name,
          style.category(),
          style.attributes(),
          true,
          style.useCount(),
          style.createdAt(),
          style.updatedAt());
    }

    private static PlanTemplate plan(String id, String version, String note) {
      return new PlanTemplate(
          id,
          version,
          Map.of("topic", List.of("sea")),
          Map.of("longestSeconds", 15),
          Map.of("shots", List.of(Map.of("role", "hook")), "note", note),
          NOW);
    }
  }

  @Nested
  class OnSqlite extends TemplateStoresContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends TemplateStoresContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
