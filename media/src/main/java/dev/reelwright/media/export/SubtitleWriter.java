package dev.reelwright.media.export;

import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.SubtitleFiles;
import dev.reelwright.media.timeline.Timeline;
import java.io.IOException;

/// The captions alone, in milliseconds.
public record SubtitleWriter(Format format) implements TimelineWriter {
  public enum Format {
    SRT,
    VTT,
    ASS
  }

  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    var rate = timeline.rate();
    var cues =
        timeline.captions().stream()
            .map(
                caption ->
                    new Cue(
                        rate.millisAtFrame(caption.range().start()),
                        rate.millisAtFrame(caption.range().end()),
                        caption.text().lines().filter(line -> !line.isBlank()).toList()))
            .toList();
    out.append(
        switch (format) {
          case SRT -> SubtitleFiles.srt(cues);
          case VTT -> SubtitleFiles.vtt(cues);
          case ASS -> SubtitleFiles.ass(cues, timeline.widthPixels(), timeline.heightPixels());
        });
  }
}
