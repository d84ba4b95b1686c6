package org.belltower.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of this class run on the embedded switch and on FreeSWITCH. Its constructor may take the {@link SwitchKind}. A method that
 * is of one switch by nature says so by {@link OnlyOn}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachSwitch.class)
@Tag("call")
@interface OnEachSwitch {}
