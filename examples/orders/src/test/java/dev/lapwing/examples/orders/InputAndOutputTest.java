// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.examples.orders.OrdersException.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputAndOutputTest {

  private static final OrderSummary SUMMARY =
      new OrderSummary(
          5,
          7,
          "Ada \"the first\" Brandt, Countess",
          "DE",
          OrderStatus.PAID,
          Instant.parse("2026-11-20T10:15:30Z"),
          1_999,
          "");

  @Test
  void anOrderIsReadFromJson() {
    assertThat(
            OrdersJson.readOrder(
                "{\"customerId\":3,\"lines\":[{\"productId\":1,\"quantity\":2}]}".getBytes(UTF_8)))
        .isEqualTo(new NewOrder(3, List.of(new NewOrder.Line(1, 2)), ""));
    assertThat(OrdersJson.readPayment("{\"orderId\":17}".getBytes(UTF_8))).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"customerId\":3}",
        "{\"customerId\":3,\"lines\":[]}",
        "{\"customerId\":3,\"lines\":[null]}",
        "{\"customerId\":3,\"lines\":[{\"productId\":1,\"quantity\":0}]}",
        "{\"customerId\":3,\"lines\":[{\"productId\":1,\"quantity\":1001}]}",
        "{\"customerId\":3,\"lines\":[{\"productId\":1,\"quantity\":1},"
            + "{\"productId\":1,\"quantity\":2}]}",
        "{\"customerId\":\"x\",\"lines\":[{\"productId\":1,\"quantity\":1}]}"
      })
  void whatIsNoOrderIsInvalid(String json) {
    assertThatThrownBy(() -> OrdersJson.readOrder(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            OrdersException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
  }

  @Test
  void parametersSayWhatIsAllowed() {
    assertThatThrownBy(() -> OrderSearch.parse(null, null, "501"))
        .hasMessage("limit is 501, allowed is 1 to 500");
    assertThatThrownBy(() -> OrderSearch.parse(null, null, "ten"))
        .hasMessage("limit must be a whole number");
    assertThatThrownBy(() -> OrderSearch.parse("lost", null, null))
        .hasMessage("status must be one of [NEW, PAID, SHIPPED, CANCELLED]");
    assertThatThrownBy(() -> OrderSearch.parse(null, "x".repeat(101), null))
        .hasMessage("q has 101 characters, at most 100");
    assertThatThrownBy(() -> Inputs.id("7a")).hasMessage("an id is a whole number");
    assertThatThrownBy(() -> Inputs.days("0", 7)).hasMessage("days is 0, allowed is 1 to 3650");
    assertThat(Inputs.days(null, 7)).isEqualTo(7);
  }

  @Test
  void aLineOfCsvIsQuotedWhereItMustBe() throws IOException {
    StringBuilder line = new StringBuilder();
    OrderCsv.append(line, SUMMARY);
    assertThat(line)
        .hasToString(
            "5,7,\"Ada \"\"the first\"\" Brandt, Countess\",DE,PAID,2026-11-20T10:15:30Z,1999,\r\n");
  }

  @Test
  void jsonHasTheNamesOfTheRecord() {
    assertThat(new String(OrdersJson.write(SUMMARY), UTF_8))
        .contains("\"customerId\":7", "\"status\":\"PAID\"", "\"2026-11-20T10:15:30Z\"");
  }
}
