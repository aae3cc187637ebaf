// Signs, verifies, is refused, and asks why, in C++17.
//
//   c++ -std=c++17 sign.cpp $(pkg-config --cflags --libs xwsse) -o sign

#include <iostream>
#include <map>
#include <stdexcept>

#include "xwsse.hpp"

int main() {
  const std::map<std::string, std::vector<std::string>, std::less<>> secrets = {
      {"my-api-key", {"my-next-secret", "my-long-random-secret"}}};

  const xwsse::signer signer("my-api-key", "my-long-random-secret");
  const auto token = signer.token();
  std::cout << "Authorization: " << token.authorization() << "\nX-WSSE: " << token.header() << '\n';

  const xwsse::verifier verifier([&](std::string_view username) {
    const auto found = secrets.find(username);
    return found == secrets.end() ? std::vector<std::string>() : found->second;
  });
  const auto identity = verifier.verify({token.header()});
  std::cout << "accepted: " << identity.username() << ", secret " << identity.secret_index() << '\n';

  try {
    verifier.verify({token.header()});
  } catch (const xwsse::rejected& refusal) {
    std::cout << "refused: " << refusal.code() << ", " << refusal.http_status() << '\n';
  }

  const xwsse::verifier broken([](std::string_view) -> std::vector<std::string> {
    throw std::runtime_error("the database is away");
  });
  try {
    broken.verify({signer.sign()});
  } catch (const xwsse::rejected& refusal) {
    std::cout << "refused: " << refusal.code() << ", " << refusal.http_status();
    try {
      std::rethrow_if_nested(refusal);
    } catch (const std::exception& cause) {
      std::cout << ", because " << cause.what() << '\n';
    }
  }

  std::cout << xwsse::diagnosis(token.header(), "another-long-random-secret").text();
}
