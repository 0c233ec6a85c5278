package io.flinkmobilenet.cli.watch;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/**
 * What every answer tells the browser not to do.
 *
 * <p>Ids, labels and messages on the page were written by anybody who can write to Kafka: should
 * one of them ever become markup, it could still load, run and send nothing. See <a
 * href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>.
 */
final class SecurityHeaders {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  private SecurityHeaders() {}

  static void put(HttpFields.Mutable headers) {
    ALL.forEach(headers::put);
  }
}
