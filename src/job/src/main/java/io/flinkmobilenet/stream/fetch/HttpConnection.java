package io.flinkmobilenet.stream.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.flink.util.ExceptionUtils;

/**
 * A connection to a server of images. It connects to an address that was checked, not to a name:
 * Java's own clients resolve the name once more, and the second answer may be another one.
 */
final class HttpConnection implements Closeable {
  /** Connections that rest longer have often been closed by the server. */
  private static final long LONGEST_REST_NANOS = 5_000_000_000L;

  private final Socket socket;
  private final TimedInput in;
  private long restingSince;

  private HttpConnection(Socket socket, TimeLimit limit) throws IOException {
    this.socket = socket;
    this.in = new TimedInput(socket, limit);
  }

  /** Connects to the first address that accepts; TLS checks the certificate against the host. */
  static HttpConnection open(ImageUri uri, SSLSocketFactory tls, TimeLimit limit)
      throws IOException, FetchException {
    IOException failure = null;
    for (InetAddress address : PublicAddresses.of(uri.host())) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, uri.port()), limit.remainingMillis());
        return new HttpConnection(uri.isSecure() ? secure(socket, uri, tls, limit) : socket, limit);
      } catch (FetchException e) {
        socket.close();
        throw e;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private static Socket secure(Socket socket, ImageUri uri, SSLSocketFactory tls, TimeLimit limit)
      throws IOException, FetchException {
    socket.setSoTimeout(limit.remainingMillis());
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, uri.host(), uri.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
    } catch (SSLException e) {
      CertificateException objection =
          ExceptionUtils.findThrowable(e, CertificateException.class).orElseThrow(() -> e);
      // Another attempt would find the same certificate.
      throw FetchException.missing(
          "%s: expected a certificate for this host of an authority in --fetch-ca or in the JVM's trust store: %s"
              .formatted(uri, objection.getMessage()));
    }
    return secured;
  }

  /** Sends a request and reads the head of its response. */
  HttpHead get(ImageUri uri, TimeLimit limit) throws IOException {
    String host = uri.authority();
    String defaultPort = uri.isSecure() ? ":443" : ":80";
    if (host.endsWith(defaultPort)) {
      host = host.substring(0, host.length() - defaultPort.length());
    }
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: flink-mobilenet\r\nAccept: image/*, */*;q=0.5\r\n"
                .formatted(uri.target(), host)
            + "Accept-Encoding: identity\r\n\r\n";
    in.limit(limit);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return HttpHead.read(in);
  }

  TimedInput in() {
    return in;
  }

  void rest() {
    restingSince = System.nanoTime();
  }

  boolean restedTooLong() {
    return System.nanoTime() - restingSince > LONGEST_REST_NANOS;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
