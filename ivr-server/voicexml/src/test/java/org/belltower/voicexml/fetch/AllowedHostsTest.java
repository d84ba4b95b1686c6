package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource({
        "api.example.com, http://api.example.com/a, true",
        "api.example.com, https://API.example.com./a, true",
        "api.example.com, http://api.example.com:8080/a, false",
        "api.example.com, https://api.example.com:443/a, true",
        "api.example.com, https://api.example.com:80/a, false",
        "api.example.com:8443, https://api.example.com:8443/, true",
        "api.example.com:8443, https://api.example.com/, false",
        "api.example.com, http://xapi.example.com/, false",
        "api.example.com, http://api.example.com.evil.org/, false",
        "*.example.com, http://api.example.com/, true",
        "*.example.com, http://a.b.example.com/, true",
        "*.example.com, http://example.com/, false",
        "*.example.com, http://evilexample.com/, false",
        "*.example.com:8080, http://a.example.com:8080/, true",
        "10.1.2.3, http://10.1.2.3/, true",
        "10.1.2.3, http://10.1.2.4/, false",
        "10.1.0.0/16, http://10.1.2.3/, false",
        "[::1]:8080, 'http://[0:0:0:0:0:0:0:1]:8080/', true",
        "::1, 'http://[::1]/', true",
    })
    void hostIsPermittedAsListed(String entry, String uri, boolean permitted) {
        assertThat(AllowedHosts.parse(List.of(entry)).permits(URI.create(uri))).isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.0.192",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1"
            })
    void innerAddressIsReachedOnlyWhereItIsListedItself(String text) {
        InetAddress address = InetAddress.ofLiteral(text);

        assertThat(AllowedHosts.parse(List.of("api.example.com")).permits(address))
                .isFalse();
        assertThat(AllowedHosts.parse(List.of(address.getHostAddress())).permits(address))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void addressOfTheInternetIsReached(String text) {
        assertThat(AllowedHosts.NONE.permits(InetAddress.ofLiteral(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.0/25, 10.1.2.128, false",
        "fd00::/8, fdff::1, true",
        "0.0.0.0/0, 10.9.9.9, true",
    })
    void blockOpensTheAddressesInIt(String block, String address, boolean permitted) {
        assertThat(AllowedHosts.parse(List.of(block)).permits(InetAddress.ofLiteral(address)))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "http://example.com",
                "example.com/path",
                "example.com:0",
                "example.com:70000",
                "a b",
                "10.0.0.0/33",
                "fd00::/129",
                "user@example.com",
                "*example.com",
                "[::1",
                "[::1]:99999"
            })
    void whatIsNoHostIsNamed(String entry) {
        assertThatThrownBy(() -> AllowedHosts.parse(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }
}
