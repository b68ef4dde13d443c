package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.media.animatic.SceneSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnPicturesTest {
  /// Of the three bytes `abc`, as FIPS 180-2 gives it.
  private static final BlobHash ABC =
      new BlobHash("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private final DrawnPictures drawn = new DrawnPictures();

  @TempDir Path folder;

  @Test
  void knowsAPictureByItsBytesForItsSceneAndMomentAlone() throws Exception {
    var fox = scene("fox");

    drawn.remember(Files.writeString(folder.resolve("picture.png"), "abc"), fox, 0);

    assertThat(drawn.shows(ABC, fox, 0)).isTrue();
    assertThat(drawn.shows(ABC, fox, 1)).isFalse();
    assertThat(drawn.shows(ABC, scene("hare"), 0)).isFalse();
    assertThat(drawn.shows(new BlobHash("0".repeat(64)), fox, 0)).isFalse();
  }

  private static SceneSpec scene(String motif) {
    return new SceneSpec(
        "cinematic",
        "forest",
        "day",
        "clear",
        "static",
        "medium",
        List.of(motif),
        5,
        6,
        320,
        180,
        1000);
  }
}
