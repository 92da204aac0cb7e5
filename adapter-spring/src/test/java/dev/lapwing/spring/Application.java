// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.Connection;

/** An application on a free port of 127.0.0.1, on whichever Boot is on the class path. */
public final class Application implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where Boot 3 and Boot 4 have the server that is to be taken rather than Tomcat. */
  private static final List<String> NETTY_FACTORIES =
      List.of(
          "org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory",
          "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory");

  /** What secures an application as soon as Spring Security is on the class path. */
  static final String SECURITY =
      Stream.of(
              "autoconfigure.security.servlet.SecurityAutoConfiguration",
              "autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
              "autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
              "autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
              "autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration",
              "actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
              "actuate.autoconfigure.security.reactive"
                  + ".ReactiveManagementWebSecurityAutoConfiguration",
              "security.autoconfigure.SecurityAutoConfiguration",
              "security.autoconfigure.UserDetailsServiceAutoConfiguration",
              "security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
              "security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
              "security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
              "security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
              "security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
              "security.autoconfigure.actuate.web.reactive"
                  + ".ReactiveManagementWebSecurityAutoConfiguration")
          .map(name -> "org.springframework.boot." + name)
          .collect(Collectors.joining(","));

  private final ConfigurableApplicationContext context;

  private Application(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Returns what makes an application of Spring MVC on Tomcat. */
  public static Start mvc(Class<?>... sources) {
    return new Start(WebApplicationType.SERVLET, sources);
  }

  /** Returns what makes an application of Spring WebFlux on Reactor Netty. */
  public static Start webFlux(Class<?>... sources) {
    return new Start(WebApplicationType.REACTIVE, sources);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return sendTo(port(), method, path, headers);
  }

  static HttpResponse<String> sendTo(int port, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** How an application starts. */
  public static final class Start {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final SpringApplicationBuilder builder;
    private boolean secured;

    private Start(WebApplicationType type, Class<?>... sources) {
      builder = new SpringApplicationBuilder(sources).web(type).registerShutdownHook(false);
      property("server.address", "127.0.0.1");
      property("server.port", 0);
      property("spring.main.banner-mode", "off");
      property("spring.main.log-startup-info", false);
      property("spring.main.register-shutdown-hook", false);
      property("spring.jmx.enabled", false);
      if (type == WebApplicationType.REACTIVE) {
        initializer(Start::addNetty);
      }
    }

    private static void addNetty(GenericApplicationContext context) {
      // The first application to close would end the event loops that others share with it.
      ReactorResourceFactory loops = new ReactorResourceFactory();
      loops.setUseGlobalResources(false);
      context.registerBean(ReactorResourceFactory.class, () -> loops);
      NETTY_FACTORIES.stream()
          .filter(name -> ClassUtils.isPresent(name, null))
          .map(name -> ClassUtils.resolveClassName(name, null))
          .forEach(type -> register(context, type));
      context.registerBean(HttpHandlerDecoratorFactory.class, () -> Start::readingOn);
    }

    /**
     * Reactor Netty 1.2.18 and 1.3.7 forget to read on from a connection after a request that came
     * before the one in front of it was over and was answered at once (its issue 4361).
     */
    private static HttpHandler readingOn(HttpHandler application) {
      return (request, response) -> {
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        Channel channel = connection.channel();
        return application
            .handle(request, response)
            .doFinally(end -> channel.eventLoop().execute(channel::read));
      };
    }

    private static <T> void register(GenericApplicationContext context, Class<T> type) {
      context.registerBean(type, () -> BeanUtils.instantiateClass(type));
    }

    public Start property(String name, Object value) {
      properties.put(name, value);
      return this;
    }

    public <T> Start bean(Class<T> type, T bean) {
      return initializer(
          context ->
              context.registerBean(
                  type, () -> bean, definition -> definition.setDestroyMethodName(null)));
    }

    /** Leaves Boot to secure the application. */
    Start secured() {
      secured = true;
      return this;
    }

    private Start initializer(ApplicationContextInitializer<GenericApplicationContext> each) {
      builder.initializers(each);
      return this;
    }

    public Application start() {
      if (!secured) {
        property("spring.autoconfigure.exclude", SECURITY);
      }
      return new Application(builder.properties(properties).run());
    }
  }
}
