package dev.reelwright.media.animatic;

import java.util.List;

/// How the motifs of a scene stand to each other, what they do, and what is written over them.
///
/// @param action what whoever acts does, one of [#ACTIONS]; anything else means standing
/// @param relations pairs of motifs of the scene
/// @param card words in large letters over the scene, as of a title; empty for none
public record Staging(String action, List<Relation> relations, String card) {
  public static final List<String> ACTIONS =
      List.of("stand", "walk", "run", "dance", "wave", "sit", "sleep", "jump");

  /// Nobody does anything in particular.
  public static final Staging PLAIN = new Staging("stand", List.of(), "");

  public Staging {
    relations = List.copyOf(relations);
    action = ACTIONS.contains(action) ? action : "stand";
  }

  /// Where one motif is, seen from another.
  ///
  /// @param subject id of the motif that is placed
  /// @param kind one of [#KINDS]; others are not heeded
  /// @param object id of the motif that it is placed by
  public record Relation(String subject, String kind, String object) {
    public static final List<String> KINDS =
        List.of("above", "below", "on", "before", "behind", "beside");
  }
}
