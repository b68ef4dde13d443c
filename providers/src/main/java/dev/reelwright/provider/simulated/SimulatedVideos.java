package dev.reelwright.provider.simulated;

import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.math.BigDecimal;
import java.util.Map;

/// Clips of 4, 8 or 16 seconds, priced by the second that is made, not by the one that is used.
final class SimulatedVideos extends SimulatedGenerator<VideoRequest> implements VideoGenerator {
  private static final int[] LENGTHS = {4, 8, 16};

  SimulatedVideos(SimulatedClient client, SimulatedAccount account, String model) {
    super(client, account, model);
  }

  @Override
  String path() {
    return "/v1/videos";
  }

  @Override
  BigDecimal units(VideoRequest request) {
    return BigDecimal.valueOf(seconds(request));
  }

  @Override
  Map<String, Object> wire(VideoRequest request) {
    return Map.of(
        "prompt", request.motion() + " " + request.scene(),
        "seed", request.seed(),
        "width", request.format().widthPixels(),
        "height", request.format().heightPixels(),
        "seconds", seconds(request));
  }

  @Override
  String mediaType() {
    return "video/mp4";
  }

  private static int seconds(VideoRequest request) {
    for (int seconds : LENGTHS) {
      if (seconds * 1000L >= request.lengthMillis()) {
        return seconds;
      }
    }
    // The provider refuses it, and says what it can do.
    return Math.toIntExact(Math.ceilDiv(request.lengthMillis(), 1000L));
  }
}
