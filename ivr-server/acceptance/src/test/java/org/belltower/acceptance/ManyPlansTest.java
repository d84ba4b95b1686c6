package org.belltower.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer of nine plans: seven have a key on the first page, two on the next. */
@OnEachSwitch
class ManyPlansTest {
    private static final String ACCOUNT = "55550009";
    private static final String PIN = "161803";

    private final WholeServer server;

    ManyPlansTest(WholeServer server) {
        this.server = server;
    }

    @Test
    void everyPlanCanBeReachedAndTwoDaysOfTwoSourcesAreRead(@TempDir Path folder)
            throws IOException, InterruptedException {
        StringBuilder plans = new StringBuilder("plan_code,method,name_zh_cn,name_en_us\n");
        StringBuilder holdings = new StringBuilder("account_number,plan_code,shares,as_of,source\n");
        for (int i = 1; i <= 9; i++) {
            String number = Spoken.chinese("integer", Integer.toString(i));
            plans.append("N-%d,share,第%s号计划,plan %d%n".formatted(i, number, i));
            holdings.append("%s,N-%d,100.00,2026-11-20,custodian file%n".formatted(ACCOUNT, i));
        }
        server.imports(folder, plans.toString());
        server.imports(folder, "account_number,name,pin\n" + ACCOUNT + ",Collector," + PIN + "\n");
        server.imports(folder, holdings.toString());
        server.imports(folder, """
                plan_code,valuation_date,unit_net_value,period_end_net_asset_value,investment_return,source
                N-9,2026-11-20,1.2345,1000.00,10.00,custodian file
                N-9,2026-11-19,1.2299,1000.00,10.00,manual entry
                """);
        try (Caller caller = Caller.dial(server, WholeServer.PENSION)) {
            caller.logsIn(ACCOUNT, PIN);
            caller.hears("第七号计划");
            caller.hears("更多计划请按八");
            caller.presses("8");
            caller.hears("第九号计划");
            caller.presses("3");
            caller.hears("您的输入有误");
            caller.presses("2");
            caller.presses("4");
            caller.hears(Spoken.chinese("net-value", "1.2345") + "，" + Spoken.chinese("date", "2026-11-20"));
            caller.hears("托管行");
            caller.hears(Spoken.chinese("net-value", "1.2299") + "，" + Spoken.chinese("date", "2026-11-19"));
            caller.hears("人工录入");
            caller.hears("没有更早的估值数据");
            caller.presses("9");
            caller.presses("9");
            caller.hears("第一号计划");
        }
    }
}
