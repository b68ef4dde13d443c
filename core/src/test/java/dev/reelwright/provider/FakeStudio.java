package dev.reelwright.provider;

import dev.reelwright.ledger.CanonicalJson;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.StoryboardPlan.PlannedScene;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.storyboard.ShotTexts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One fake provider for each port. The storyboarder makes a shot of each sentence.
public final class FakeStudio implements Studio {
  public final Board storyboarder = new Board();
  public final Images images = new Images();
  public final Videos videos = new Videos();
  public final Voice speech = new Voice();
  public final Music music = new Music();

  @Override
  public List<Provider> providers() {
    return List.of(new Fake());
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return Optional.of(storyboarder);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return choice.model().equals("missing") ? Optional.empty() : Optional.of(images);
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return Optional.of(videos);
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return Optional.of(speech);
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return Optional.of(music);
  }

  private record Fake() implements Provider {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public List<String> needs() {
      return List.of();
    }

    @Override
    public List<Offer> offers() {
      return Arrays.stream(Craft.values())
          .map(craft -> new Offer(craft, new ModelChoice("fake", "any")))
          .toList();
    }

    @Override
    public Answer check() {
      return new Answer(true, "The fake answers.");
    }
  }

  public static final class Board extends FakeGenerator<StoryboardRequest, StoryboardPlan>
      implements Storyboarder {
    private static final Pattern SENTENCE_END = Pattern.compile("[.] ?");

    Board() {
      super("board");
    }

    @Override
    protected StoryboardPlan make(StoryboardRequest request, Call call) {
      return plan(request);
    }

    @Override
    public Optional<StoryboardPlan> foresee(StoryboardRequest request) {
      return Optional.of(plan(request));
    }

    private static StoryboardPlan plan(StoryboardRequest request) {
      var shots = new ArrayList<PlannedShot>();
      var sentences =
          request.existing().isEmpty()
              ? SENTENCE_END.splitAsStream(request.brief().prompt()).toList()
              : Collections.nCopies(request.missing(), "And on it goes");
      for (var sentence : sentences) {
        var texts = new ShotTexts(sentence, "", sentence, sentence, "pan", "", sentence, "");
        var seed = (request.settings().seed() + shots.size()) & ProjectSettings.MAX_SEED;
        shots.add(new PlannedShot(Duration.ofSeconds(2), texts, seed, Map.of()));
      }
      return new StoryboardPlan(
          "A film", "en", List.of(new PlannedScene("One", "", shots)), "{\"shots\":1}");
    }
  }

  public static final class Images extends FakeGenerator<ImageRequest, MediaResult>
      implements ImageGenerator {
    Images() {
      super("images");
    }

    @Override
    protected MediaResult make(ImageRequest request, Call call) throws IOException {
      return FakeMedia.file(call, "image/png", 0, CanonicalJson.of(request));
    }
  }

  public static final class Videos extends FakeGenerator<VideoRequest, MediaResult>
      implements VideoGenerator, Glancing {
    Videos() {
      super("videos");
    }

    @Override
    protected MediaResult make(VideoRequest request, Call call) throws IOException {
      return FakeMedia.file(call, "video/mp4", request.lengthMillis(), CanonicalJson.of(request));
    }
  }

  public static final class Voice extends FakeGenerator<SpeechRequest, MediaResult>
      implements SpeechSynthesizer {
    Voice() {
      super("voice");
    }

    @Override
    public boolean speaks(String language) {
      return language.equals("en");
    }

    @Override
    protected MediaResult make(SpeechRequest request, Call call) throws IOException {
      return FakeMedia.file(call, "audio/wav", 3_000, CanonicalJson.of(request));
    }
  }

  public static final class Music extends FakeGenerator<MusicRequest, MediaResult>
      implements MusicGenerator {
    Music() {
      super("music");
    }

    @Override
    protected MediaResult make(MusicRequest request, Call call) throws IOException {
      return FakeMedia.file(call, "audio/wav", request.lengthMillis(), CanonicalJson.of(request));
    }
  }
}
