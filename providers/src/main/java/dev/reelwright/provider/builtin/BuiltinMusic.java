package dev.reelwright.provider.builtin;

import dev.reelwright.ledger.Money;
import dev.reelwright.media.sound.MusicBed;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.MusicRequest;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The built-in synthesiser of music beds. Free, works offline, delivers at once. Thread-safe.
public final class BuiltinMusic implements MusicGenerator {
  private static final Logger log = LoggerFactory.getLogger(BuiltinMusic.class);
  private static final Capabilities CAPABILITIES =
      new Capabilities("builtin", "music", "local-light", true, true);

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Quote quote(MusicRequest request) {
    return new Quote.Priced(Money.zero(Money.USD));
  }

  @Override
  public SubmitResult<MediaResult> submit(MusicRequest request, Call call) {
    if (request.lengthMillis() < 1 || request.lengthMillis() > MusicBed.MAX_LENGTH_MILLIS) {
      return new SubmitResult.Rejected<>(
          RejectionReason.INVALID_REQUEST,
          "length of music must lie within 1..%d ms: %d"
              .formatted(MusicBed.MAX_LENGTH_MILLIS, request.lengthMillis()));
    }
    var bed = new MusicBed(request.mood(), request.seed(), request.lengthMillis());
    Path wav = call.scratch().resolve("music.wav");
    call.progress().progressed(0, "composing");
    try {
      bed.write(wav, call.cancel()::isCancelled);
    } catch (IOException e) {
      log.warn("attempt={} writing music failed", call.attempt(), e);
      return new SubmitResult.Rejected<>(
          RejectionReason.PROVIDER_FAILURE, "writing the music failed: " + e.getMessage());
    }
    call.progress().progressed(1, "composed");
    return new SubmitResult.Delivered<>(
        new MediaResult(wav, Map.of("mood", request.mood(), "seed", request.seed())),
        Money.zero(Money.USD));
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return BuiltinJobs.unknown(job);
  }
}
