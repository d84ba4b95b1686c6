package org.belltower.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.belltower.server.UserError;

/** Fetches a model's file. <em>Stateless.</em> Proxies are those of Java's system properties. */
final class ModelDownload {
    /** No model that is offered has as much. */
    private static final long MOST_BYTES = 8L << 30;

    private static final int CONNECT_SECONDS = 15;

    /** Without a byte for that long the other side is gone. */
    private static final int SILENT_SECONDS = 60;

    private static final int CHUNK = 1 << 16;
    private static final int OK = 200;

    private ModelDownload() {}

    /** The number of bytes that were written. */
    static long fetch(URI address, Path target) throws IOException {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setSocketTimeout(SILENT_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
        try (CloseableHttpClient client = HttpClients.custom()
                .useSystemProperties()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(SILENT_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build()) {
            return client.execute(new HttpGet(address), response -> {
                if (response.getCode() != OK || response.getEntity() == null) {
                    throw new UserError(address + " answers " + response.getCode() + "; is the address right?");
                }
                try (InputStream in = response.getEntity().getContent();
                        OutputStream out = Files.newOutputStream(target)) {
                    return copy(in, out);
                }
            });
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            bytes += count;
            if (bytes > MOST_BYTES) {
                throw new UserError("over " + (MOST_BYTES >> 20) + " MB: this is no model");
            }
            out.write(chunk, 0, count);
        }
        return bytes;
    }

    /** SHA-256 of a file in hexadecimal. */
    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
