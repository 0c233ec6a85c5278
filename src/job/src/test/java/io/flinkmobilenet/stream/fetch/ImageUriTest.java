package io.flinkmobilenet.stream.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageUriTest {
  @ParameterizedTest
  @CsvSource({
    "HTTPS://Example.ORG/a/%62,https://example.org:443/a/b",
    "http://example.org,http://example.org:80/",
    "http://example.org:8080/a/?x=%2F,http://example.org:8080/a?x=%2F",
    "https://example.org/%c3%a4,https://example.org:443/%C3%A4",
    "http://[2001:DB8::1]/a,http://[2001:db8::1]:80/a",
    "file:/a/b,file:///a/b",
    "file:///a%20b,file:///a%20b",
    "s3://Bucket_1/a,s3://Bucket_1/a",
    "abfss://images@account.dfs.core.windows.net/a,abfss://images@account.dfs.core.windows.net/a",
    "hdfs://namenode:8020/a,hdfs://namenode:8020/a",
    "hdfs:///a,hdfs:///a",
  })
  void bringsUrisToOneForm(String text, String expected) throws Exception {
    assertThat(ImageUri.parse(text)).hasToString(expected);
    assertThat(ImageUri.parse(expected)).isEqualTo(ImageUri.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "//example.org/a",
        "ftp://example.org/a",
        "jar:file:/a!/b",
        "mailto:a@b",
        "file:a",
        "file://host/a",
        "s3:///a",
        "s3://key:secret@bucket/a",
        "s3://bucket/a?versionId=1",
        "https:///a",
        "https://user@example.org/a",
        "https://user:password@example.org/a",
        "https://example.org@127.0.0.1/a",
        "https://example.org./a",
        "https://2130706433/a",
        "https://0x7f000001/a",
        "https://127.1/a",
        "http://[::ffff:1111111111127.0.0.1]/a",
        "https://example.org:0/a",
        "https://example.org:65536/a",
        "https://[fe80::1%25eth0]/a",
        "https://example.org/a#b",
        "https://example.org/a/../b",
        "https://example.org/a/./b",
        "https://example.org/a/%2e%2E/b",
        "https://example.org/a/.%2e/b",
        "https://example.org/a/..;x=1/b",
        "https://example.org/a%2Fb",
        "https://example.org/a%5cb",
        "https://example.org/a\\b",
        "https://example.org/a%00",
        "https://example.org/a%0d%0aHost:x",
        "https://example.org/%252e%252e/b",
        "https://example.org/a//b",
        "https://example.org//",
        "https://example.org/%ff",
        "https://example.org/ä",
        "https://example.org/a b",
      })
  void refusesWhatOthersMayReadInAnotherWay(String text) {
    assertThatThrownBy(() -> ImageUri.parse(text)).isInstanceOf(InvalidUriException.class);
  }

  @Test
  void refusesALongUri() {
    assertThatThrownBy(() -> ImageUri.parse("https://example.org/" + "a".repeat(5000)))
        .hasMessage("expected at most 4096 characters, found 5020");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a,https://example.org/a/b,true",
    "https://example.org/a/,https://example.org/a/b,true",
    "https://example.org/a,https://example.org/a,true",
    "https://example.org,https://EXAMPLE.org:443/x,true",
    "https://example.org/%61,https://example.org/a/b?c=d,true",
    "https://example.org/a,https://example.org/ab,false",
    "https://example.org/a,https://example.org/b,false",
    "https://example.org/a,https://example.org/,false",
    "https://example.org/a,http://example.org/a/b,false",
    "https://example.org/a,https://example.org:444/a/b,false",
    "https://example.org/a,https://example.org.evil.com/a/b,false",
    "https://example.org,https://sub.example.org/a,false",
    "file:///images,file:///images/a.png,true",
    "file:///images,file:///imagesx/a.png,false",
    "s3://bucket/a,s3://bucket/a/b,true",
    "s3://bucket,s3://bucket2/a,false",
    "s3://bucket,s3a://bucket/a,false",
  })
  void prefixesMatchByWholeSegments(String prefix, String uri, boolean allowed) throws Exception {
    AllowedUris uris = AllowedUris.parse("gs://other," + prefix);
    if (allowed) {
      assertThat(uris.require(uri)).isEqualTo(ImageUri.parse(uri));
      return;
    }
    assertThatThrownBy(() -> uris.require(uri))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.URI_NOT_ALLOWED))
        .hasMessageContaining("expected a URI that begins with gs://other/ or ");
  }

  @Test
  void withoutPrefixesNothingIsAllowed() throws Exception {
    assertThat(AllowedUris.parse(" ").isEmpty()).isTrue();
    assertThatThrownBy(() -> AllowedUris.parse("file:///a").require("file:///a/b/"))
        .hasMessage("uri: expected no slash at the end of the path, found one");
    assertThatThrownBy(() -> AllowedUris.NONE.require("file:///a"))
        .isInstanceOf(FetchException.class);
    assertThatThrownBy(() -> AllowedUris.parse("https://example.org?a"))
        .hasMessageContaining("expected prefixes without a query");
    assertThatThrownBy(() -> AllowedUris.parse("file:///a,,file:///b"))
        .isInstanceOf(InvalidUriException.class);
  }
}
