// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What adapters need to make a request. */
class StatsRequestTest {

  @Test
  void address_isReadFromItsLiteral() throws UnknownHostException {
    assertThat(StatsRequest.address("127.0.0.1")).isEqualTo(InetAddress.getByName("127.0.0.1"));
    assertThat(StatsRequest.address("10.1.2.3").getAddress()).containsExactly(10, 1, 2, 3);
    assertThat(StatsRequest.address("::1")).isEqualTo(InetAddress.getByName("::1"));
    assertThat(StatsRequest.address("0:0:0:0:0:0:0:1").isLoopbackAddress()).isTrue();
    assertThat(StatsRequest.address("fe80::1%eth9").isLinkLocalAddress()).isTrue();
    assertThat(StatsRequest.address("::ffff:127.0.0.1").isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "999.0.0.1",
        "1.2.3",
        "1.2.3.4.5",
        "1:2",
        "a:b.c",
        "[::1]",
        "/tmp/socket",
        "127.0.0.1]",
        "%"
      })
  void whatIsNoLiteral_isNoAddressAndIsNotLookedUp(String text) {
    assertThat(StatsRequest.address(text)).isNull();
  }
}
