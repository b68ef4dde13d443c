package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.project.Project;
import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.take.TakeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class AssetStoreContract extends StoreContract {
  private static final Duration DAY = Duration.ofDays(1);

  private final AssetStore assets = new AssetStore(blobs);

  AssetStoreContract(Supplier<Database> source) {
    super(source);
  }

  @Test
  void findsAnAssetAsItWasStored() {
    var project = stored(Samples.project("ann"));
    var asset =
        new Asset(
            AssetId.fresh(),
            "ann",
            project.id(),
            null,
            null,
            put("clip"),
            4,
            "video/mp4",
            "one.mp4",
            new MediaFacts(1280, 720, Duration.ofMillis(2042), 49L, "24/1", "h264", null),
            List.of("hero", "灯"),
            AssetOrigin.FETCHED,
            "https://example.org/one.mp4",
            Map.of("rating", 4),
            NOW);

    database.update(handle -> assets.insert(handle, asset));

    var found = database.read(handle -> assets.find(handle, asset.id()));
    assertThat(found).contains(asset);
  }

  @Test
  void refusesAnAssetWithoutItsBytes() {
    var project = stored(Samples.project("ann"));
    var asset = asset(project, new BlobHash("0".repeat(64)), NOW);

    assertThatThrownBy(() -> database.update(handle -> assets.insert(handle, asset)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("store the file again");

    var found = database.read(handle -> assets.find(handle, asset.id()));
    assertThat(found).isEmpty();
  }

  @Test
  void listsAnOwnersAssetsNewestFirstPageByPage() {
    var project = stored(Samples.project("ann"));
    var all = new ArrayList<AssetId>();
    for (int i = 0; i < 5; i++) {
      var asset = asset(project, put("same bytes"), NOW.plusSeconds(i / 2));
      database.update(handle -> assets.insert(handle, asset));
      all.addFirst(asset.id());
    }

    var first = database.read(handle -> assets.list(handle, "ann", null, null, 3, null));
    var rest =
        database.read(
            handle -> assets.list(handle, "ann", null, null, 3, first.next().orElseThrow()));

    var listed = new ArrayList<AssetId>();
    first.items().forEach(asset -> listed.add(asset.id()));
    rest.items().forEach(asset -> listed.add(asset.id()));
    assertThat(listed).isEqualTo(all);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void listsAssetsOfAKindAndOfAProject() {
    var one = stored(Samples.project("ann"));
    var other = stored(Samples.project("ann"));
    for (var project : List.of(one, other)) {
      var asset = asset(project, put("same bytes"), NOW);
      database.update(handle -> assets.insert(handle, asset));
    }
    var kind = asset(one, put("same bytes"), NOW).mediaType().replaceAll("/.*", "");

    database.update(
        handle -> {
          assertThat(assets.list(handle, "ann", kind, null, 9, null).items()).hasSize(2);
          assertThat(assets.list(handle, "ann", kind, one.id(), 9, null).items()).hasSize(1);
          assertThat(assets.list(handle, "ann", "none", null, 9, null).items()).isEmpty();
        });
  }

  @Test
  void findsTheFilesOfSelectedTakesInOneQuery() {
    var film = storedFilm("ann", 2);
    var used = storedAsset(film.project(), "used");
    storedAsset(film.project(), "unused");
    database.update(
        handle -> new TakeStore().insertIfCurrent(handle, Samples.take(film.clip(0), used.id())));

    var found = database.read(handle -> assets.ofSelectedTakes(handle, film.project().id()));

    assertThat(found).containsExactly(used);
  }

  @Test
  void keepsBytesThatAnAssetStandsOn() {
    var asset = storedAsset(stored(Samples.project("ann")), "bytes");

    sweep(NOW);
    sweep(NOW.plus(DAY).plus(DAY));

    assertThat(blobs.contains(asset.blob())).isTrue();
  }

  @Test
  void deletesBytesADayAfterTheirLastAssetWent() {
    var asset = storedAsset(stored(Samples.project("ann")), "bytes");
    remove(asset);

    assertThat(sweep(NOW)).isZero();
    assertThat(sweep(NOW.plus(DAY).minusMillis(1))).isZero();
    assertThat(blobs.contains(asset.blob())).isTrue();

    assertThat(sweep(NOW.plus(DAY))).isEqualTo(1);
    assertThat(blobs.contains(asset.blob())).isFalse();
    assertThat(sweep(NOW.plus(DAY))).isZero();
  }

  @Test
  void keepsBytesWhileAnotherAssetStandsOnThem() {
    var project = stored(Samples.project("ann"));
    var one = storedAsset(project, "bytes");
    var two = storedAsset(stored(Samples.project("ben")), "bytes");
    remove(one);

    sweep(NOW);
    sweep(NOW.plus(DAY));

    assertThat(blobs.contains(two.blob())).isTrue();
  }

  @Test
  void keepsBytesOfARemovedAssetThatATakeStandsOn() {
    var film = storedFilm("ann", 1);
    var asset = storedAsset(film.project(), "bytes");
    database.update(
        handle -> new TakeStore().insert(handle, Samples.take(film.clip(0), asset.id())));
    remove(asset);

    sweep(NOW);
    sweep(NOW.plus(DAY));

    assertThat(blobs.contains(asset.blob())).isTrue();
  }

  @Test
  void revivesBytesThatAreStoredAgainBeforeTheyGo() {
    var project = stored(Samples.project("ann"));
    remove(storedAsset(project, "bytes"));
    sweep(NOW);

    var again = storedAsset(project, "bytes");

    assertThat(sweep(NOW.plus(DAY))).isZero();
    assertThat(blobs.contains(again.blob())).isTrue();
  }

  @Test
  void storesBytesAnewAfterTheyWereDeleted() {
    var project = stored(Samples.project("ann"));
    remove(storedAsset(project, "bytes"));
    sweep(NOW);
    sweep(NOW.plus(DAY));

    var again = storedAsset(project, "bytes");

    var found = database.read(handle -> assets.find(handle, again.id()));
    assertThat(found).contains(again);
  }

  private void remove(Asset asset) {
    boolean removed = database.write(handle -> assets.remove(handle, asset.id(), NOW));
    assertThat(removed).isTrue();
  }

  private int sweep(Instant now) {
    return new BlobJanitor(database, blobs, InstantSource.fixed(now)).sweep();
  }

  private static Asset asset(Project project, BlobHash blob, Instant createdAt) {
    return new Asset(
        AssetId.fresh(),
        project.owner(),
        project.id(),
        blob,
        10,
        "text/plain",
        "sample",
        MediaFacts.NONE,
        List.of(),
        AssetOrigin.UPLOADED,
        null,
        createdAt);
  }
}
