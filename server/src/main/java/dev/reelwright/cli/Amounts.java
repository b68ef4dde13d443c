package dev.reelwright.cli;

import dev.reelwright.ledger.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Money, as it is typed and as it is shown.
final class Amounts {
  /// What a film or a day may cost at most; more is a slip of the keyboard.
  static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private Amounts() {}

  /// Rounded up to cents: a cost is never told smaller than it is.
  static String text(Money money) {
    var amount = money.amount().setScale(2, RoundingMode.UP).toPlainString();
    return money.currency().equals(Money.USD)
        ? "$" + amount
        : amount + " " + money.currency().getCurrencyCode();
  }

  /// Sums of several currencies; nothing is $0.00.
  static String text(List<Money> sums) {
    return sums.isEmpty()
        ? text(Money.zero(Money.USD))
        : sums.stream().map(Amounts::text).collect(Collectors.joining(" + "));
  }

  /// One sum for each currency.
  static List<Money> sums(List<Money> amounts) {
    Map<String, Money> sums = new TreeMap<>();
    amounts.forEach(each -> sums.merge(each.currency().getCurrencyCode(), each, Money::plus));
    return List.copyOf(sums.values());
  }

  /// US dollars, such as `2.50`.
  ///
  /// @throws Failure when it is no amount, or an absurd one
  static Money dollars(String option, String typed) throws Failure {
    if (typed.matches("\\d{1,9}(\\.\\d{1,6})?") && new BigDecimal(typed).compareTo(MOST) <= 0) {
      return Money.usd(typed);
    }
    throw Failure.usage("budget", option, typed, MOST);
  }
}
