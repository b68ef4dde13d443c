package dev.reelwright.http.studio;

import dev.reelwright.event.EventTail;
import dev.reelwright.http.studio.EventFrames.Frame;
import dev.reelwright.project.ProjectId;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client that follows the history. It keeps nothing but the number it has come to: who reads
/// slowly is sent the rest when there is room, from memory or from the database. All methods run on
/// the client's event loop.
final class EventStream {
  private static final int PAGE = 200;
  private static final int MOST_BEATS_WITHOUT_ROOM = 4;

  private final HttpServerResponse response;
  private final Context loop;
  private final EventFrames frames;
  private final EventTail tail;
  private final String owner;
  private final @Nullable ProjectId project;
  private long sent;
  private boolean isReading;
  private int beatsWithoutRoom;

  EventStream(
      HttpServerResponse response,
      Context loop,
      EventFrames frames,
      EventTail tail,
      String owner,
      @Nullable ProjectId project,
      long sent) {
    this.response = response;
    this.loop = loop;
    this.frames = frames;
    this.tail = tail;
    this.owner = owner;
    this.project = project;
    this.sent = sent;
  }

  Context loop() {
    return loop;
  }

  @Nullable ProjectId project() {
    return project;
  }

  void begin() {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .drainHandler(_ -> pump())
        .write(": follow\nretry: 2000\n\n");
    pump();
  }

  /// Sends what is new, as far as there is room.
  void pump() {
    while (!isReading && !isOver() && !response.writeQueueFull()) {
      var news = frames.after(sent);
      if (news.isEmpty()) {
        readThePast();
        return;
      }
      if (news.get().isEmpty()) {
        return;
      }
      send(news.get());
    }
  }

  /// Tells that the server is there. Who has not read for a minute is let go, and may come back
  /// with the last number it saw.
  void beat() {
    if (isOver()) {
      return;
    }
    if (!response.writeQueueFull()) {
      beatsWithoutRoom = 0;
      response.write(": beat\n\n");
    } else if (++beatsWithoutRoom >= MOST_BEATS_WITHOUT_ROOM) {
      response.reset();
    }
  }

  /// Sends what is not part of the history, or lets it be when there is no room.
  void tell(String text) {
    if (!isOver() && !response.writeQueueFull()) {
      response.write(text);
    }
  }

  void end() {
    if (!isOver()) {
      response.end();
    }
  }

  private void readThePast() {
    isReading = true;
    var from = sent;
    loop.executeBlocking(
            () -> tail.after(from, project, PAGE).stream().map(EventFrames::frame).toList(), false)
        .onComplete(
            read -> {
              isReading = false;
              if (read.failed()) {
                end();
              } else if (read.result().isEmpty()) {
                // Everything since is about other projects.
                sent = Math.max(sent, frames.floor());
                pump();
              } else {
                send(read.result());
                pump();
              }
            });
  }

  private void send(List<Frame> news) {
    var text = new StringBuilder();
    for (var frame : news) {
      if (text.length() > 64 * 1024) {
        break;
      }
      sent = frame.seq();
      if (owner.equals(frame.owner()) && (project == null || project.equals(frame.project()))) {
        text.append(frame.text());
      }
    }
    if (!text.isEmpty()) {
      response.write(text.toString());
    }
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }
}
