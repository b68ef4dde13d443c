package dev.reelwright.media.timeline;

/// An exact fraction in lowest terms; the denominator is positive. Overflow throws.
public record Rational(long num, long den) implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(0, 1);
  public static final Rational ONE = new Rational(1, 1);

  public Rational {
    if (den == 0) {
      throw new IllegalArgumentException("denominator must not be zero: " + num + "/0");
    }
    long divisor = gcd(num, den);
    if (den < 0) {
      divisor = Math.negateExact(divisor);
    }
    num /= divisor;
    den /= divisor;
  }

  public static Rational of(long whole) {
    return new Rational(whole, 1);
  }

  public Rational plus(Rational other) {
    long common = gcd(den, other.den);
    long left = Math.multiplyExact(num, other.den / common);
    long right = Math.multiplyExact(other.num, den / common);
    return new Rational(Math.addExact(left, right), Math.multiplyExact(den, other.den / common));
  }

  public Rational minus(Rational other) {
    return plus(new Rational(Math.negateExact(other.num), other.den));
  }

  public Rational times(Rational other) {
    long first = gcd(num, other.den);
    long second = gcd(other.num, den);
    return new Rational(
        Math.multiplyExact(num / first, other.num / second),
        Math.multiplyExact(den / second, other.den / first));
  }

  public Rational inverse() {
    return new Rational(den, num);
  }

  /// The nearest whole number; halves go up.
  public long rounded() {
    long whole = Math.floorDiv(num, den);
    long rest = num - whole * den;
    return rest >= den - rest ? whole + 1 : whole;
  }

  @Override
  public int compareTo(Rational other) {
    return Long.signum(minus(other).num);
  }

  /// As file formats write it, `24000/1001`.
  @Override
  public String toString() {
    return num + "/" + den;
  }

  private static long gcd(long a, long b) {
    long x = Math.absExact(a);
    long y = Math.absExact(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x == 0 ? 1 : x;
  }
}
