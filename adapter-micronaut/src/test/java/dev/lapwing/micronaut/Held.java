// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import java.util.concurrent.CompletableFuture;

/** What a test's service waits for. */
final class Held {
  final CompletableFuture<String> answer = new CompletableFuture<>();
}
