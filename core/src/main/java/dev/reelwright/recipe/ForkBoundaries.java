package dev.reelwright.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which shots of a prompt film a fork takes over, and how far each of them. Frames are a chain, so
/// they are kept up to a boundary and made anew behind it; clips hang on the frames of their shot.
/// Pure; the same for every door a fork comes through.
///
/// @param isReplanned whether nothing is taken over and a new storyboard is planned
/// @param kept places in the source of the shots that are taken over, in order
/// @param frames new places below this one keep their frames
/// @param clips new places that keep their clips
/// @param goesOn where the new film goes on
public record ForkBoundaries(
    boolean isReplanned, List<Integer> kept, int frames, Set<Integer> clips, Stage goesOn) {
  public ForkBoundaries {
    kept = List.copyOf(kept);
    clips = Set.copyOf(clips);
  }

  /// Where a film goes on.
  public enum Stage {
    PLAN,
    FRAMES,
    CLIPS,
    CUT
  }

  /// What is different in the new film. Places are those of the source.
  ///
  /// @param isReplanned whether the story or its planner changes
  /// @param areFramesTouched whether all pictures change
  /// @param areClipsTouched whether all clips change
  /// @param wanted shots that the new film shall have
  /// @param frames places whose frames change, or are to be made again
  /// @param motions places whose motion changes
  /// @param deleted places that are left out
  public record Change(
      boolean isReplanned,
      boolean areFramesTouched,
      boolean areClipsTouched,
      int wanted,
      Set<Integer> frames,
      Set<Integer> motions,
      Set<Integer> deleted) {
    public Change {
      frames = Set.copyOf(frames);
      motions = Set.copyOf(motions);
      deleted = Set.copyOf(deleted);
    }
  }

  /// What the source has.
  ///
  /// @param wanted shots that it was to have; some may not exist
  /// @param shots that exist
  /// @param hasFrames whether the shot at a place has both
  public record Source(int wanted, int shots, IntPredicate hasFrames, IntPredicate hasClip) {}

  public static ForkBoundaries of(Source source, Change change) {
    var keptPlaces =
        IntStream.range(0, Math.max(source.wanted(), source.shots()))
            .filter(place -> !change.deleted().contains(place))
            .boxed()
            .toList();
    var kept = keptPlaces.stream().filter(place -> place < source.shots()).toList();
    var wanted = change.wanted();
    if (change.isReplanned() || wanted < keptPlaces.size() || kept.isEmpty()) {
      return new ForkBoundaries(true, List.of(), 0, Set.of(), Stage.PLAN);
    }
    var isExpanded = wanted > keptPlaces.size();
    var frames = kept.size();
    var firstRemadeClip = kept.size();
    var clips = new HashSet<Integer>();
    for (var place = kept.size() - 1; place >= 0; place--) {
      var old = kept.get(place);
      var follows = place > 0 ? kept.get(place - 1) + 1 : 0;
      // A cut in the middle breaks the chain; in a longer film the break is shown instead of paid.
      var isBroken = old != follows && !isExpanded;
      if (change.areFramesTouched()
          || isBroken
          || change.frames().contains(old)
          || !source.hasFrames().test(old)) {
        frames = place;
      }
      if (change.areClipsTouched()
          || change.motions().contains(old)
          || !source.hasClip().test(old)) {
        firstRemadeClip = place;
      } else {
        clips.add(place);
      }
    }
    var boundary = frames;
    clips.removeIf(place -> place >= boundary);
    return new ForkBoundaries(
        false, kept, frames, clips, stage(wanted, frames, firstRemadeClip, clips.size()));
  }

  private static Stage stage(int wanted, int frames, int firstRemadeClip, int clips) {
    if (frames < wanted) {
      return Stage.FRAMES;
    }
    return firstRemadeClip < wanted || clips < wanted ? Stage.CLIPS : Stage.CUT;
  }
}
