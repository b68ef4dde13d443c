package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AliasStoreTest {
  abstract static class AliasStoreContract extends StoreContract {
    private final AliasStore aliases = new AliasStore();

    AliasStoreContract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void findsTheEntityByItsNameAndTheNameByItsEntity() {
      assertThat(add("storyboard", "job", "17", "entity-a")).isTrue();

      assertThat(entity("storyboard", "job", "17")).contains("entity-a");
      Optional<String> name =
          database.read(handle -> aliases.name(handle, "storyboard", "job", "entity-a"));
      assertThat(name).contains("17");
    }

    @Test
    void namesBelongToASurfaceAndAKind() {
      add("storyboard", "job", "17", "entity-a");
      add("campaign", "job", "17", "entity-b");
      add("storyboard", "scene", "17", "entity-c");

      assertThat(entity("storyboard", "job", "17")).contains("entity-a");
      assertThat(entity("campaign", "job", "17")).contains("entity-b");
      assertThat(entity("storyboard", "scene", "17")).contains("entity-c");
      assertThat(entity("pipeline", "job", "17")).isEmpty();
    }

    @Test
    void keepsTheFirstMeaningOfAName() {
      add("pipeline", "run", "mine", "entity-a");

      assertThat(add("pipeline", "run", "mine", "entity-b")).isFalse();
      assertThat(entity("pipeline", "run", "mine")).contains("entity-a");
    }

    private boolean add(String surface, String kind, String name, String entity) {
      return database.write(handle -> aliases.add(handle, surface, kind, name, entity, NOW));
    }

    private Optional<String> entity(String surface, String kind, String name) {
      return database.read(handle -> aliases.entity(handle, surface, kind, name));
    }
  }

  @Nested
  class OnSqlite extends AliasStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends AliasStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
