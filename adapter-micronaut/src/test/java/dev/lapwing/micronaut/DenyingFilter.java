// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody through who shows no pass, as security does. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "test.denies")
class DenyingFilter {

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    return request.getHeaders().contains("Pass") ? null : HttpResponse.unauthorized();
  }
}
