package org.belltower.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call test, or a class of them, that is of one switch by nature. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EachSwitch.Possible.class)
@Tag("call")
@interface OnlyOn {
    SwitchKind value();

    /** Why the other switch is not asked. */
    String because();
}
