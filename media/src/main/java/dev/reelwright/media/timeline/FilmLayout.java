package dev.reelwright.media.timeline;

import java.util.ArrayList;
import java.util.List;

/// Where the shots of a film are: wishes in milliseconds become whole frames here, once, for
/// everything that shows, cuts or exports the film.
///
/// @param places of the shots, in order
public record FilmLayout(FrameRate rate, List<Place> places) {
  /// @param lengthMillis that the shot is seen
  /// @param into how it becomes the next one
  /// @param fadeMillis how long that takes; 0 for a hard cut
  public record Wish(long lengthMillis, Transition into, long fadeMillis) {
    public Wish {
      if (lengthMillis < 0 || fadeMillis < 0) {
        throw new IllegalArgumentException("negative length");
      }
    }
  }

  /// @param range in the film, with the frames it shares with its neighbours
  /// @param into how it becomes the next one
  /// @param shared frames it shares with the next one, 0 for a hard cut
  public record Place(FrameRange range, Transition into, long shared) {}

  public FilmLayout {
    places = List.copyOf(places);
  }

  /// Ends of shots are rounded, not lengths, so that no error adds up. A fade takes as long as
  /// wished, or less than half of either shot, so that something of each is seen alone.
  public static FilmLayout of(FrameRate rate, List<Wish> wishes) {
    var lengths = lengths(rate, wishes);
    var places = new ArrayList<Place>();
    long start = 0;
    for (int i = 0; i < wishes.size(); i++) {
      long length = lengths.get(i);
      long shared =
          i + 1 == wishes.size()
              ? 0
              : Math.min(
                  rate.frameAtMillis(wishes.get(i).fadeMillis()),
                  (Math.min(length, lengths.get(i + 1)) - 1) / 2);
      places.add(new Place(new FrameRange(start, start + length), wishes.get(i).into(), shared));
      start += length - shared;
    }
    return new FilmLayout(rate, places);
  }

  private static List<Long> lengths(FrameRate rate, List<Wish> wishes) {
    var lengths = new ArrayList<Long>();
    long millis = 0;
    long start = 0;
    for (var wish : wishes) {
      millis += wish.lengthMillis();
      long end = Math.max(start + 1, rate.frameAtMillis(millis));
      lengths.add(end - start);
      start = end;
    }
    return lengths;
  }

  /// Length of the film in frames.
  public long frames() {
    return places.isEmpty() ? 0 : places.getLast().range().end();
  }

  /// The fade out of a shot, around the cut in the middle of the shared frames.
  ///
  /// @throws IllegalArgumentException when the shot ends with a hard cut
  public Fade fade(int shot) {
    var place = places.get(shot);
    long before = place.shared() / 2;
    return new Fade(
        place.range().end() - place.shared() + before,
        place.into(),
        before,
        place.shared() - before);
  }
}
