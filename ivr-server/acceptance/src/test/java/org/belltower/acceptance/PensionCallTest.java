package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.G711;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KeyMethod;
import org.belltower.store.CallEventRecord;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.belltower.store.NetValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pension hotline as callers use it. What is heard is found in the received audio byte by byte. */
@OnEachSwitch
class PensionCallTest {
    private final WholeServer server;

    PensionCallTest(WholeServer server) {
        this.server = server;
    }

    private NetValue latest(String plan) {
        return server.belltower().database().netValues().latest(plan).orElseThrow();
    }

    @Test
    void callerHearsTheUnitNetValueOfTheRowWithItsDate() throws InterruptedException {
        NetValue row = latest(DemoData.SHARE_PLAN);
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.reachesTheMenu();
            caller.presses("1");
            HeardClip figure = caller.hears(
                    "单位净值" + Spoken.chinese("net-value", row.figure().value().toPlainString()));
            assertThat(figure.whole()).isTrue();
            assertThat(figure.text())
                    .contains(Spoken.chinese("date", row.valuationDate().toString()));
            caller.hears("托管行");
            caller.presses("0");
            caller.hears("再见");
            assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
            assertThat(caller.call.heard().lost()).isZero();
        }
    }

    @Test
    void englishCallerWithTheAmountMethodHearsTheUndistributedProfit() throws InterruptedException {
        NetValue row = latest(DemoData.AMOUNT_PLAN);
        CallerSettings muLaw = CallerSettings.defaults().withCodec(G711.ULAW);
        try (Caller caller = Caller.dial(server, WholeServer.PENSION, muLaw)) {
            caller.presses("2");
            caller.presses(DemoData.AMOUNT_ACCOUNT + "#" + DemoData.AMOUNT_PIN + "#");
            caller.begins("For the undistributed profit");
            caller.presses("1");
            HeardClip figure = caller.hears("The undistributed profit is");
            assertThat(figure.text())
                    .contains(Spoken.words("money", row.figure().value().toPlainString(), Locale.US))
                    .contains(Spoken.words("date", row.valuationDate().toString(), Locale.US));
        }
    }

    @Test
    void everyFigureOfTheMenuIsReadAndStarRepeatsIt() throws InterruptedException {
        NetValue row = latest(DemoData.SHARE_PLAN);
        List<NetValue> days = server.belltower().database().netValues().lastThree(DemoData.SHARE_PLAN);
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
            caller.presses("2");
            caller.hears("期末资产净值"
                    + Spoken.chinese("money", row.periodEndNetAssetValue().toPlainString()));
            caller.presses("*");
            caller.hears("期末资产净值"
                    + Spoken.chinese("money", row.periodEndNetAssetValue().toPlainString()));
            caller.presses("9");
            caller.presses("3");
            caller.hears("投资收益" + Spoken.chinese("money", row.investmentReturn().toPlainString()));
            caller.presses("9");
            caller.presses("4");
            assertThat(days).hasSize(3);
            for (NetValue day : days) {
                caller.hears(Spoken.chinese("net-value", day.figure().value().toPlainString()) + "，"
                        + Spoken.chinese("date", day.valuationDate().toString()));
            }
        }
    }

    @Test
    void callerWithTwoPlansChoosesOne() throws InterruptedException {
        BigDecimal profit = latest(DemoData.AMOUNT_PLAN).figure().value();
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.logsIn(DemoData.BOTH_ACCOUNT, DemoData.BOTH_PIN);
            caller.hears("安心收益");
            caller.presses("1");
            caller.presses("1");
            caller.hears("未分配收益" + Spoken.chinese("money", profit.toPlainString()));
            caller.presses("9");
            caller.begins("查询未分配收益请按一");
            caller.presses("9");
            caller.begins("请选择计划");
            caller.presses("9");
            caller.begins("账号");
        }
    }

    @ParameterizedTest
    @EnumSource(KeyMethod.class)
    void keysArriveHoweverTheTelephoneSendsThem(KeyMethod method) throws InterruptedException {
        try (Caller caller = Caller.dial(
                server, WholeServer.PENSION, CallerSettings.defaults().withKeys(method))) {
            caller.hears("热线");
            caller.presses("1");
            caller.begins("账号");
            caller.presses(DemoData.SHARE_ACCOUNT + "#");
            caller.begins("密码");
        }
    }

    @Test
    void wrongPinIsToldAndTheThirdEndsTheCall() throws InterruptedException {
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.logsIn("99990001", "000000");
            caller.hears("账号或密码不正确");
            caller.presses("99990001#000000#");
            caller.hears("账号或密码不正确");
            caller.presses("99990001#000000#");
            caller.hears("账号或密码不正确");
            caller.hears("再见");
            caller.isHungUpOn();
        }
    }

    @Test
    void silentCallerIsAskedAgainAndThenLetGo() throws InterruptedException {
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.hears("没有收到您的按键");
            caller.hears("没有收到您的按键");
            caller.hears("再见");
            caller.isHungUpOn();
        }
    }

    @Test
    void recordAndPathOfACallAreInTheDatabaseWithoutThePin() throws InterruptedException {
        String name;
        try (Caller caller = Caller.dial(
                server, WholeServer.PENSION, CallerSettings.defaults().withName("13712345678"))) {
            caller.hears("热线");
            caller.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
            caller.begins("查询单位净值请按一");
            name = "13712345678";
            caller.call.hangUp();
        }
        CallRecord record = server.awaitEndedCall(name);
        assertThat(record.application()).contains("pension");
        assertThat(record.answeredAt()).isPresent();
        assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
        List<CallEventRecord> path = server.belltower().database().calls().path(record.uuid());
        assertThat(path)
                .extracting(step -> step.document().orElse(""))
                .contains("welcome.vxml", "login.vxml", "menu.vxml");
        assertThat(path).extracting(CallEventRecord::detail).noneMatch(detail -> detail.contains(DemoData.SHARE_PIN));
        assertThat(path).extracting(CallEventRecord::detail).anyMatch(detail -> detail.contains("•••"));
        assertThat(path)
                .filteredOn(step -> step.kind().equals("heard"))
                .extracting(CallEventRecord::detail)
                .anyMatch(detail -> detail.contains("prompt:pension.greeting") && detail.contains("\"whole\""))
                .anyMatch(detail -> detail.contains("\"hung-up\""));
        assertThat(path)
                .filteredOn(step -> step.kind().equals("fetch"))
                .extracting(CallEventRecord::detail)
                .anyMatch(detail -> detail.contains("\"login\"") && detail.contains("\"granted\""))
                .noneMatch(detail -> detail.contains(DemoData.SHARE_ACCOUNT));
    }

    @Test
    void abandonedCallHasARecordToo() throws InterruptedException {
        try (Caller caller = Caller.dial(
                server, WholeServer.PENSION, CallerSettings.defaults().withName("13700000009"))) {
            caller.begins("热线");
            caller.call.hangUp();
        }
        assertThat(server.awaitEndedCall("13700000009").end().orElseThrow().reason())
                .isEqualTo(EndReason.CALLER_HUNG_UP);
    }
}
