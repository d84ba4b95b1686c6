package org.belltower.embeddedswitch.sip;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a channel ended, with FreeSWITCH's names and numbers; numbers below 128 are those of Q.850.
 *
 * <p><em>Immutable.</em> Spec: ITU-T Q.850 §2.2.7, RFC 3398 §8.2.6.1, and FreeSWITCH's {@code CAUSE_CHART}.
 */
public enum HangupCause {
    NONE(0),
    UNALLOCATED_NUMBER(1),
    NO_ROUTE_TRANSIT_NET(2),
    NO_ROUTE_DESTINATION(3),
    CHANNEL_UNACCEPTABLE(6),
    CALL_AWARDED_DELIVERED(7),
    NORMAL_CLEARING(16),
    USER_BUSY(17),
    NO_USER_RESPONSE(18),
    NO_ANSWER(19),
    SUBSCRIBER_ABSENT(20),
    CALL_REJECTED(21),
    NUMBER_CHANGED(22),
    REDIRECTION_TO_NEW_DESTINATION(23),
    EXCHANGE_ROUTING_ERROR(25),
    DESTINATION_OUT_OF_ORDER(27),
    INVALID_NUMBER_FORMAT(28),
    FACILITY_REJECTED(29),
    RESPONSE_TO_STATUS_ENQUIRY(30),
    NORMAL_UNSPECIFIED(31),
    NORMAL_CIRCUIT_CONGESTION(34),
    NETWORK_OUT_OF_ORDER(38),
    NORMAL_TEMPORARY_FAILURE(41),
    SWITCH_CONGESTION(42),
    ACCESS_INFO_DISCARDED(43),
    REQUESTED_CHAN_UNAVAIL(44),
    PRE_EMPTED(45),
    FACILITY_NOT_SUBSCRIBED(50),
    OUTGOING_CALL_BARRED(52),
    INCOMING_CALL_BARRED(54),
    BEARERCAPABILITY_NOTAUTH(57),
    BEARERCAPABILITY_NOTAVAIL(58),
    SERVICE_UNAVAILABLE(63),
    BEARERCAPABILITY_NOTIMPL(65),
    CHAN_NOT_IMPLEMENTED(66),
    FACILITY_NOT_IMPLEMENTED(69),
    SERVICE_NOT_IMPLEMENTED(79),
    INVALID_CALL_REFERENCE(81),
    INCOMPATIBLE_DESTINATION(88),
    INVALID_MSG_UNSPECIFIED(95),
    MANDATORY_IE_MISSING(96),
    MESSAGE_TYPE_NONEXIST(97),
    WRONG_MESSAGE(98),
    IE_NONEXIST(99),
    INVALID_IE_CONTENTS(100),
    WRONG_CALL_STATE(101),
    RECOVERY_ON_TIMER_EXPIRE(102),
    MANDATORY_IE_LENGTH_ERROR(103),
    PROTOCOL_ERROR(111),
    INTERWORKING(127),
    SUCCESS(142),
    ORIGINATOR_CANCEL(487),
    CRASH(700),
    SYSTEM_SHUTDOWN(701),
    LOSE_RACE(702),
    MANAGER_REQUEST(703),
    BLIND_TRANSFER(800),
    ATTENDED_TRANSFER(801),
    ALLOTTED_TIMEOUT(802),
    USER_CHALLENGE(803),
    MEDIA_TIMEOUT(804),
    PICKED_OFF(805),
    USER_NOT_REGISTERED(806),
    PROGRESS_TIMEOUT(807),
    INVALID_GATEWAY(808),
    GATEWAY_DOWN(809),
    INVALID_URL(810),
    INVALID_PROFILE(811),
    NO_PICKUP(812),
    SRTP_READ_ERROR(813),
    BOWOUT(814),
    BUSY_EVERYWHERE(815),
    DECLINE(816),
    DOES_NOT_EXIST_ANYWHERE(817),
    NOT_ACCEPTABLE(818),
    UNWANTED(819);

    private static final Map<Integer, HangupCause> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(HangupCause::number, Function.identity()));

    private final int number;

    HangupCause(int number) {
        this.number = number;
    }

    /** The number that goes into a {@code Reason} header; a Q.850 cause value when below 128. */
    public int number() {
        return number;
    }

    /** The cause with this number, if there is one. */
    public static Optional<HangupCause> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Reads a name in any case or a number; as FreeSWITCH does, anything else is {@link #NORMAL_CLEARING}. */
    public static HangupCause parse(String text) {
        String trimmed = text.trim();
        if (!trimmed.isEmpty() && trimmed.length() <= 4 && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return of(Integer.parseInt(trimmed)).orElse(NORMAL_CLEARING);
        }
        return Arrays.stream(values())
                .filter(cause -> cause.name().equalsIgnoreCase(trimmed))
                .findFirst()
                .orElse(NORMAL_CLEARING);
    }

    /** The cause of a call that was refused with this final SIP status. */
    public static HangupCause ofSipStatus(int status) {
        return switch (status) {
            case 200 -> NORMAL_CLEARING;
            case 300, 301, 302, 305, 380 -> REDIRECTION_TO_NEW_DESTINATION;
            case 401, 402, 403, 407, 603, 608 -> CALL_REJECTED;
            case 404 -> UNALLOCATED_NUMBER;
            case 405 -> SERVICE_UNAVAILABLE;
            case 406, 415, 501 -> SERVICE_NOT_IMPLEMENTED;
            case 408, 504 -> RECOVERY_ON_TIMER_EXPIRE;
            case 410 -> NUMBER_CHANGED;
            case 413, 414, 416, 420, 421, 423, 505, 513 -> INTERWORKING;
            case 480 -> NO_USER_RESPONSE;
            case 400, 481, 500, 503 -> NORMAL_TEMPORARY_FAILURE;
            case 482, 483 -> EXCHANGE_ROUTING_ERROR;
            case 484 -> INVALID_NUMBER_FORMAT;
            case 485, 604 -> NO_ROUTE_DESTINATION;
            case 486, 600 -> USER_BUSY;
            case 487 -> ORIGINATOR_CANCEL;
            case 488, 606 -> INCOMPATIBLE_DESTINATION;
            case 502 -> NETWORK_OUT_OF_ORDER;
            case 607 -> UNWANTED;
            default -> NORMAL_UNSPECIFIED;
        };
    }

    /** The final SIP status with which an unanswered call that ends for this cause is refused. */
    public int sipStatus() {
        return switch (this) {
            case UNALLOCATED_NUMBER, NO_ROUTE_TRANSIT_NET, NO_ROUTE_DESTINATION -> 404;
            case USER_BUSY -> 486;
            case NO_USER_RESPONSE -> 408;
            case CALL_REJECTED, DECLINE -> 603;
            case NUMBER_CHANGED, REDIRECTION_TO_NEW_DESTINATION -> 410;
            case DESTINATION_OUT_OF_ORDER, INVALID_PROFILE -> 502;
            case INVALID_NUMBER_FORMAT, INVALID_URL, INVALID_GATEWAY -> 484;
            case FACILITY_REJECTED, FACILITY_NOT_IMPLEMENTED, SERVICE_NOT_IMPLEMENTED -> 501;
            case REQUESTED_CHAN_UNAVAIL,
                    NORMAL_CIRCUIT_CONGESTION,
                    NETWORK_OUT_OF_ORDER,
                    NORMAL_TEMPORARY_FAILURE,
                    SWITCH_CONGESTION,
                    GATEWAY_DOWN,
                    BEARERCAPABILITY_NOTAVAIL -> 503;
            case OUTGOING_CALL_BARRED, INCOMING_CALL_BARRED, BEARERCAPABILITY_NOTAUTH -> 403;
            case BEARERCAPABILITY_NOTIMPL, INCOMPATIBLE_DESTINATION -> 488;
            case RECOVERY_ON_TIMER_EXPIRE -> 504;
            case ORIGINATOR_CANCEL -> 487;
            case EXCHANGE_ROUTING_ERROR -> 483;
            case BUSY_EVERYWHERE -> 600;
            case DOES_NOT_EXIST_ANYWHERE -> 604;
            case NOT_ACCEPTABLE -> 606;
            case UNWANTED -> 607;
            default -> 480;
        };
    }
}
