package org.belltower.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five wrong PINs, in whatever calls, lock an account; the caller is warned before the last and told after it. */
@OnEachSwitch
class LockedAccountTest {
    private static final String ACCOUNT = "55550001";
    private static final String PIN = "314159";
    private static final String WRONG_PIN = "271828";

    private final WholeServer server;

    LockedAccountTest(WholeServer server) {
        this.server = server;
    }

    @Test
    void callerIsWarnedBeforeTheLastAttemptAndToldOfTheLock(@TempDir Path folder)
            throws IOException, InterruptedException {
        server.imports(folder, "account_number,name,pin\n" + ACCOUNT + ",Forgetful," + PIN + "\n");
        try (Caller first = Caller.dial(server, WholeServer.PENSION)) {
            first.presses("1");
            for (int attempt = 0; attempt < 3; attempt++) {
                first.presses(ACCOUNT + "#" + WRONG_PIN + "#");
                first.hears("账号或密码不正确");
            }
            first.hears("再见");
            first.isHungUpOn();
        }
        try (Caller second = Caller.dial(server, WholeServer.PENSION)) {
            second.logsIn(ACCOUNT, WRONG_PIN);
            second.hears("账号或密码不正确");
            second.hears("您还有最后一次机会");
            second.presses(ACCOUNT + "#" + WRONG_PIN + "#");
            second.hears("已被锁定");
            second.isHungUpOn();
        }
        try (Caller third = Caller.dial(server, WholeServer.PENSION)) {
            third.logsIn(ACCOUNT, PIN);
            third.hears("已被锁定");
            third.isHungUpOn();
        }
    }
}
