// A form that another screen asks for: the citizen's page opens it, once.

/** A form of a booking that stands. */
interface OfBooking {
  kind: "change_booking" | "cancel_booking" | "held_conversation";
  booking: string;
  /** Where a conversation was moved to: what is written in the form. */
  to?: MovedTo;
}

/** A new booking of a citizen, of a type. */
interface NewBooking {
  kind: "make_booking";
  citizen: string;
  /** The code, as the form has it. */
  conversation_type: string;
}

export interface MovedTo {
  /** `ÅÅÅÅ-MM-DD`. */
  day: string;
  /** `10.05`. */
  time: string;
}

type Wanted = OfBooking | NewBooking;

let form = $state.raw<Wanted | null>(null);

export const wanted = {
  get form(): Wanted | null {
    return form;
  },
  set form(asked: Wanted | null) {
    form = asked;
  },
};
