// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;

/** Takes the handshake and closes. */
@ServerWebSocket(ContractRoutes.UPGRADE)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class ClosingWebSocket {

  @OnOpen
  void open(WebSocketSession session) {
    session.close();
  }

  /** Every WebSocket needs one. */
  @OnMessage
  void message(String text) {}
}
