package dev.reelwright.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.StoryboardStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CharacterStoreTest {
  abstract static class CharacterStoreContract extends StoreContract {
    private final CharacterStore characters = new CharacterStore();

    CharacterStoreContract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void findsASheetAsItWasStored() {
      var sheet = stored(sheet("ann", stored(Samples.project("ann")).id(), NOW));

      var found = database.read(handle -> characters.find(handle, sheet.id()));

      assertThat(found).contains(sheet);
    }

    @Test
    void listsNewestFirstPageByPage() {
      var project = stored(Samples.project("ann")).id();
      var all = new ArrayList<CharacterSheet>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(stored(sheet("ann", project, NOW.plusSeconds(i / 2))));
      }
      stored(sheet("ann", null, NOW));
      stored(sheet("ben", null, NOW));

      var first = database.read(handle -> characters.list(handle, "ann", project, 3, null));
      var cursor = first.next().orElseThrow();
      var rest = database.read(handle -> characters.list(handle, "ann", project, 3, cursor));

      assertThat(first.items()).isEqualTo(all.subList(0, 3));
      assertThat(rest.items()).isEqualTo(all.subList(3, 5));
      assertThat(count("ann")).isEqualTo(6);
      assertThat(count(null)).isEqualTo(7);
    }

    @Test
    void updatesOnceForEachVersionThatWasRead() {
      var sheet = stored(sheet("ann", null, NOW));

      boolean changed =
          database.write(handle -> characters.update(handle, renamed(sheet, "First"), NOW));
      boolean lost =
          database.write(handle -> characters.update(handle, renamed(sheet, "Second"), NOW));

      assertThat(changed).isTrue();
      assertThat(lost).isFalse();
      var found = database.read(handle -> characters.find(handle, sheet.id())).orElseThrow();
      assertThat(found.name()).isEqualTo("First");
      assertThat(found.updatedAt()).isAfter(NOW);
    }

    @Test
    void leavesTheShotsOfARemovedCharacter() {
      var film = Samples.film("ann", 1);
      stored(film.project());
      var sheet = stored(sheet("ann", film.project().id(), NOW));
      var shot = played(film.shots().getFirst(), sheet);
      database.update(
          handle ->
              new StoryboardStore().insert(handle, List.of(film.scene()), List.of(shot), NOW));

      boolean removed = database.write(handle -> characters.remove(handle, sheet.id()));
      boolean again = database.write(handle -> characters.remove(handle, sheet.id()));

      assertThat(removed).isTrue();
      assertThat(again).isFalse();
      var found = database.read(handle -> new StoryboardStore().findShot(handle, shot.id()));
      assertThat(found.orElseThrow().characterId()).isNull();
    }

    private CharacterSheet stored(CharacterSheet sheet) {
      database.update(handle -> characters.insert(handle, sheet));
      return sheet;
    }

    private int count(@Nullable String owner) {
      return database.read(handle -> characters.list(handle, owner, null, 10, null).items().size());
    }

    private static CharacterSheet sheet(
        String owner, @Nullable ProjectId project, Instant createdAt) {
      return new CharacterSheet(
          Ids.fresh(),
          owner,
          project,
          "The keeper",
          Map.of("triggerWords", List.of("beard", "灯")),
          createdAt,
          createdAt);
    }

    private static CharacterSheet renamed(CharacterSheet sheet, String name) {
      return new CharacterSheet(
          sheet.id(),
          sheet.owner(),
          sheet.projectId(),
          name,
          sheet.attributes(),
          sheet.createdAt(),
          sheet.updatedAt());
    }

    private static Shot played(Shot shot, CharacterSheet sheet) {
      return new Shot(
          shot.id(),
          shot.projectId(),
          shot.sceneId(),
          shot.position(),
          shot.start(),
          shot.length(),
          shot.texts(),
          sheet.id(),
          shot.seed(),
          shot.family(),
          shot.alternate(),
          shot.version(),
          shot.extra());
    }
  }

  @Nested
  class OnSqlite extends CharacterStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends CharacterStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
