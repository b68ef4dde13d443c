package dev.reelwright.media.animatic;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody with arms and legs, drawn below a head from the motif pack: the pack knows most people
/// as portraits only. Limbs are parts of their own, so that they can swing. All in a square of 100
/// units whose lower edge is the ground.
final class Figure {
  /// The parts, from behind to the front.
  enum Part {
    LEFT_LEG,
    RIGHT_LEG,
    LEFT_ARM,
    BODY,
    RIGHT_ARM;

    boolean isLeg() {
      return this == LEFT_LEG || this == RIGHT_LEG;
    }

    boolean isArm() {
      return this == LEFT_ARM || this == RIGHT_ARM;
    }
  }

  /// Height of the hips and of the shoulders, where limbs swing.
  static final double HIPS = 70;

  static final double SHOULDERS = 52;

  private static final int PORTRAIT = 256;
  private static final double PORTRAIT_TOP = 10;

  /// How much lower somebody is who sits.
  private static final double SEAT = 13;

  private static final Color SHOE = new Color(0x33302F);

  private final BufferedImage portrait;
  private final Color trousers;
  private final @Nullable Color shirt;
  private final boolean isDress;
  private final Color skin;
  private final int shoulderLeft;
  private final int shoulderRight;

  /// @param portrait square picture of head, or of head and shoulders
  /// @param details `figure`, then optionally `dress`, then the colour of the trousers, then that
  ///   of the shirt where the portrait shows none
  Figure(BufferedImage portrait, List<String> details) {
    this.portrait = portrait;
    isDress = details.get(1).equals("dress");
    List<String> colors = details.subList(isDress ? 2 : 1, details.size());
    trousers = Color.decode(colors.getFirst());
    boolean isHead = isDress || colors.size() > 1;
    shirt = isHead ? Color.decode(colors.getLast()) : null;
    skin = new Color(portrait.getRGB(PORTRAIT / 2, PORTRAIT * 70 / 100));
    int row = PORTRAIT - 6;
    int left = PORTRAIT / 2;
    while (left > PORTRAIT / 8 && isSolid(left - 1, row)) {
      left--;
    }
    int right = PORTRAIT / 2;
    while (right < PORTRAIT * 7 / 8 && isSolid(right + 1, row)) {
      right++;
    }
    shoulderLeft = left;
    shoulderRight = right;
  }

  static int portraitPixels() {
    return PORTRAIT;
  }

  private boolean isSolid(int x, int y) {
    return portrait.getRGB(x, y) >>> 24 > 200;
  }

  /// @param graphics in units of the square
  /// @param action what the figure does
  void draw(Graphics2D graphics, Part part, String action) {
    if (action.equals("sit") && !part.isLeg()) {
      graphics.translate(0, SEAT);
    }
    switch (part) {
      case LEFT_LEG -> drawLeg(graphics, 43.5, action);
      case RIGHT_LEG -> drawLeg(graphics, 56.5, action);
      case LEFT_ARM -> drawArm(graphics, -1, action);
      case RIGHT_ARM -> drawArm(graphics, 1, action);
      case BODY -> drawBody(graphics);
    }
  }

  private void drawLeg(Graphics2D graphics, double x, String action) {
    boolean sits = action.equals("sit");
    if (sits && x < 50) {
      drawStool(graphics);
    }
    graphics.setColor(isDress ? skin : trousers);
    double thick = isDress ? 6 : 10;
    double hips = sits ? 68 + SEAT : 68;
    graphics.fill(new RoundRectangle2D.Double(x - thick / 2, hips, thick, 96 - hips, 6, 6));
    graphics.setColor(SHOE);
    graphics.fill(new RoundRectangle2D.Double(x - 6.5, 93, 13, 6, 6, 6));
  }

  private static void drawStool(Graphics2D graphics) {
    graphics.setColor(new Color(0x7A5232));
    graphics.fill(new RoundRectangle2D.Double(33, 84, 4, 14, 2, 2));
    graphics.fill(new RoundRectangle2D.Double(63, 84, 4, 14, 2, 2));
    graphics.setColor(new Color(0x96683F));
    graphics.fill(new RoundRectangle2D.Double(29, 80, 42, 6, 4, 4));
  }

  private void drawArm(Graphics2D graphics, int side, String action) {
    double shoulder = 50 + side * 15;
    boolean isRaised = action.equals("dance") || (action.equals("wave") && side > 0);
    double handX = 50 + side * (isRaised ? 27 : 20);
    double handY = isRaised ? 36 : 71;
    graphics.setStroke(new BasicStroke(8.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setColor(sleeve(side));
    graphics.draw(new Line2D.Double(shoulder, SHOULDERS + 2, handX, handY));
    graphics.setColor(skin);
    graphics.fill(new Ellipse2D.Double(handX - 4.6, handY - 4.6, 9.2, 9.2));
  }

  private Color sleeve(int side) {
    if (shirt != null) {
      return shirt;
    }
    int quarter = Math.max(2, (shoulderRight - shoulderLeft) / 4);
    int from = side < 0 ? shoulderLeft : shoulderRight - quarter;
    return meanColor(from, from + quarter);
  }

  /// Of what is worn on one shoulder; a single pixel could be a seam.
  private Color meanColor(int fromX, int toX) {
    long red = 0;
    long green = 0;
    long blue = 0;
    int count = 0;
    for (int y = PORTRAIT - 34; y < PORTRAIT - 6; y++) {
      for (int x = fromX; x < toX; x++) {
        if (isSolid(x, y)) {
          int color = portrait.getRGB(x, y);
          red += Colors.red(color);
          green += Colors.green(color);
          blue += Colors.blue(color);
          count++;
        }
      }
    }
    return count == 0
        ? trousers
        : new Color((int) (red / count), (int) (green / count), (int) (blue / count));
  }

  private void drawBody(Graphics2D graphics) {
    Shape torso = torso();
    Shape before = graphics.getClip();
    if (shirt == null) {
      graphics.clip(torso);
      drawClothes(graphics);
      graphics.setClip(before);
      drawPortrait(graphics, 23, PORTRAIT_TOP, 54);
      return;
    }
    graphics.setColor(shirt);
    graphics.fill(torso);
    graphics.setColor(skin.darker());
    graphics.fill(new RoundRectangle2D.Double(45.5, 42, 9, 9, 6, 6));
    drawPortrait(graphics, 30, 6, 40);
  }

  /// What is worn goes on downwards as the portrait's lower edge shows it.
  private void drawClothes(Graphics2D graphics) {
    BufferedImage hem =
        portrait.getSubimage(
            shoulderLeft, PORTRAIT - 8, Math.max(1, shoulderRight - shoulderLeft), 3);
    var stretched = new AffineTransform();
    stretched.translate(32, 46);
    stretched.scale(36.0 / hem.getWidth(), 30.0 / hem.getHeight());
    graphics.drawImage(hem, stretched, null);
  }

  private Shape torso() {
    if (isDress) {
      var dress = new Path2D.Double();
      dress.moveTo(38, 47);
      dress.curveTo(40, 45, 60, 45, 62, 47);
      dress.curveTo(60, 60, 64, 72, 72, 90);
      dress.quadTo(50, 95, 28, 90);
      dress.curveTo(36, 72, 40, 60, 38, 47);
      dress.closePath();
      return dress;
    }
    return new RoundRectangle2D.Double(34, 46, 32, 28, 12, 12);
  }

  private void drawPortrait(Graphics2D graphics, double left, double top, double size) {
    var placed = new AffineTransform();
    placed.translate(left, top);
    placed.scale(size / PORTRAIT, size / PORTRAIT);
    graphics.drawImage(portrait, placed, null);
  }
}
