package dev.reelwright.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MoneyTest {
  private static final long HALF = Long.MAX_VALUE / 2;

  @Property
  void anAmountSurvivesItsDecimalText(@ForAll @LongRange(min = 0) long micros) {
    var money = new Money(micros, Money.USD);

    assertThat(Money.usd(money.amount().toPlainString())).isEqualTo(money);
  }

  @Property
  void addingIsExactWhateverTheOrder(
      @ForAll @LongRange(min = 0, max = HALF) long one,
      @ForAll @LongRange(min = 0, max = HALF) long other) {
    var sum = new Money(one, Money.USD).plus(new Money(other, Money.USD));

    assertThat(sum).isEqualTo(new Money(other, Money.USD).plus(new Money(one, Money.USD)));
    assertThat(sum.micros()).isEqualTo(one + other);
    assertThat(sum.amount())
        .isEqualByComparingTo(
            new Money(one, Money.USD).amount().add(new Money(other, Money.USD).amount()));
  }

  @Example
  void refusesWhatIsNoAmount() {
    var dollar = new Money(1, Money.USD);
    var yen = new Money(1, Currency.getInstance("JPY"));

    assertThatThrownBy(() -> new Money(-1, Money.USD)).hasMessageContaining("negative");
    assertThatThrownBy(() -> dollar.plus(yen)).hasMessageContaining("JPY");
    assertThatThrownBy(() -> dollar.plus(new Money(Long.MAX_VALUE, Money.USD)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.usd("0.0000001")).isInstanceOf(ArithmeticException.class);
  }
}
