mod basic_data;
mod changes;
mod merges;
mod order_of_arrival;
