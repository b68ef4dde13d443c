package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.animatic.MotifLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneReaderTest {
  private static final MotifLibrary MOTIFS = MotifLibrary.bundled();
  private static final SceneReader READER = new SceneReader(MOTIFS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Two children wave from the road.                     | road
          The children of those children wave to it.           |
          She waves goodbye to the king.                       |
          The king waves.                                      |
          They wave in the forest.                             | forest
          Huge waves break.                                    | sea
          The waves are high.                                  | sea
          Waves crash against the wall.                        | sea
          Ocean waves roll.                                    | sea
          A cradle rocks.                                      |
          A ship turns away from the rocks.                    | sea
          The driver parks.                                    |
          Dogs play in the park.                               | field
          Seen from the sea, mountains and peaks.              | sea
          A fox walks through the deep dark forest, by a lake.  | forest
          一只狐狸在雪中的森林里遇见一盏灯笼。                         | forest
          月亮升起来了，雪停了。                                   |
          """)
  void readsThePlace(String sentence, String setting) {
    assertThat(READER.read(sentence).find("setting").orElse(null)).isEqualTo(setting);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The rain falls.                              | rain
          The rain stops.                              | clear
          The rain has finally stopped.                | clear
          It stopped raining.                          | clear
          The storm is over.                           | clear
          After the storm a bird sings.                | clear
          The fog lifts and rain begins.               | rain
          It rained, snow fell, then the storm passed. | clear
          The sun came out.                            | clear
          月亮升起来了，雪停了。                           | clear
          雨终于停了，起雾了。                            | fog
          大雪还在下。                                   | snow
          A guest stops in the rain.                   | rain
          """)
  void readsTheWeatherAndWhenItIsOver(String sentence, String weather) {
    assertThat(READER.read(sentence).find("weather")).hasValue(weather);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Two children wave.                               | child-girl child-boy
          A child waves.                                   | child-girl
          Three old wolves howl.                           | wolf wolf wolf
          The wolves and a bear wait.                      | wolf wolf bear
          两只狐狸遇见一盏灯笼。                                | fox fox red-paper-lantern
          孩子们笑了。                                       | child-girl child-boy
          The river rose without a sound.                  |
          A red rose lies there.                           | rose
          She leaves at noon.                              |
          The baker's daughter sings.                      | child-girl
          The dragon's eyes open.                          | dragon
          It ran lightly, like the heart of a bird.        |
          He could not bear it.                            |
          A bear sleeps like a child in a hut.             | bear hut
          """)
  void readsWhoIsThereAndHowMany(String sentence, String motifs) {
    assertThat(String.join(" ", READER.read(sentence).motifs()))
        .isEqualTo(motifs == null ? "" : motifs);
  }
}
