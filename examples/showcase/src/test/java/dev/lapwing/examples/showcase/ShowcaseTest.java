// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.showcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.OrdersService;
import dev.lapwing.examples.traffic.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShowcaseTest {
  private static final DemoOptions OPTIONS = new DemoOptions(0, 90, 4);
  private static List<OrdersService> services;

  @BeforeAll
  static void start() throws Exception {
    services = Demo.start(OPTIONS, Showcase.services());
  }

  @AfterAll
  static void stop() {
    services.forEach(OrdersService::close);
  }

  @Test
  void eachServerCountsWhatWasSentToIt() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

    boolean equal = Demo.run(OPTIONS, services, screen);

    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(equal).as(text).isTrue();
    assertThat(text)
        .containsPattern("Tomcat +Javalin +Vert.x +Micronaut +Spring MVC +WebFlux")
        .contains("GET /orders/{id}", "Summary: 360 requests")
        .containsPattern("total( +60){12}\\n( +equal){6}\\n");
  }

  @Test
  void noneListensBeyondThisMachine() throws Exception {
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : addresses) {
      for (OrdersService service : services) {
        int port = service.base().getPort();
        assertThatThrownBy(() -> new Socket(address, port).close())
            .as("%s at %s", service.name(), address)
            .isInstanceOf(ConnectException.class);
      }
    }
  }
}
