package dev.reelwright.quote;

import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MusicRequest;
import dev.reelwright.provider.Provider.Offer;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What one usual piece of each model costs, to compare models by: a storyboard, a picture and a
/// clip of eight seconds at 1280x720, a sentence, a minute of music. Nothing is sent to anybody.
/// Thread-safe.
public final class PriceTags {
  /// Length of the clip that is priced.
  public static final Duration CLIP = Duration.ofSeconds(8);

  private static final Format FORMAT = Format.ofAspect("16:9");
  private static final String SENTENCE =
      "A lighthouse keeper climbs the stairs on a stormy night while the waves grow higher.";

  private final Studio studio;

  public PriceTags(Studio studio) {
    this.studio = studio;
  }

  /// @return empty when the offer is no longer there
  public Optional<Quote> of(Offer offer, ProjectSettings usual) {
    var model = offer.model();
    return switch (offer.craft()) {
      case STORYBOARD ->
          quote(
              studio.storyboarder(model),
              new StoryboardRequest(new Brief(SENTENCE, null, "en", "cinematic", Map.of()), usual));
      case IMAGE ->
          quote(
              studio.images(model),
              new ImageRequest(
                  SENTENCE, "", "cinematic", FORMAT, null, 0, CLIP.toMillis(), 0, Map.of()));
      case VIDEO ->
          quote(
              studio.videos(model),
              new VideoRequest(
                  SENTENCE,
                  SENTENCE,
                  "",
                  "cinematic",
                  FORMAT,
                  null,
                  null,
                  CLIP.toMillis(),
                  usual.clipSound(),
                  0,
                  Map.of()));
      case SPEECH -> quote(studio.speech(model), new SpeechRequest(SENTENCE, "en", 0));
      case MUSIC -> quote(studio.music(model), new MusicRequest("calm", 60_000, 0));
    };
  }

  private static <Q> Optional<Quote> quote(
      Optional<? extends Generator<Q, ?>> generator, Q request) {
    return generator.map(each -> each.quote(request));
  }
}
