package dev.reelwright.provider.simulated;

import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import java.math.BigDecimal;
import java.util.Map;

/// Pictures, one price each.
final class SimulatedImages extends SimulatedGenerator<ImageRequest> implements ImageGenerator {
  SimulatedImages(SimulatedClient client, SimulatedAccount account, String model) {
    super(client, account, model);
  }

  @Override
  String path() {
    return "/v1/images";
  }

  @Override
  BigDecimal units(ImageRequest request) {
    return BigDecimal.ONE;
  }

  @Override
  Map<String, Object> wire(ImageRequest request) {
    return Map.of(
        "prompt", request.prompt(),
        "seed", request.seed() + (request.moment() > 0 ? 1 : 0),
        "width", request.format().widthPixels(),
        "height", request.format().heightPixels());
  }

  @Override
  String mediaType() {
    return "image/png";
  }
}
