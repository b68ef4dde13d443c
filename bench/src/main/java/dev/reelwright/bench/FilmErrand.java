package dev.reelwright.bench;

import java.io.IOException;
import java.util.List;

/// A small film with every kind of work in it: plan, frames, clips, music, captions and a cut.
final class FilmErrand implements Errand {
  static final String FILM =
      """
      {"prompt": "A fox crosses the snow. It stops beside a lantern.",
       "settings": {"width": 256, "height": 144, "fps": "12", "lengthMillis": 3000, "seed": 7,
                    "voice": false, "captions": true, "music": true}}
      """;

  @Override
  public String order(ServedReel server) throws IOException, InterruptedException {
    try (var client = new StudioClient(server.address())) {
      return client.order(FILM);
    }
  }

  @Override
  public void settle(ServedReel server, String project) {
    // Nothing comes after the end of its run.
  }

  @Override
  public List<String> faults(String project) {
    return List.of();
  }
}
