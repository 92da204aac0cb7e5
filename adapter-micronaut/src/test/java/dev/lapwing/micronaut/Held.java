// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;

/** What a test's service waits for, and what it leaves. */
final class Held {
  final CompletableFuture<String> answer = new CompletableFuture<>();
  volatile WeakReference<Object> mark = new WeakReference<>(null);
}
