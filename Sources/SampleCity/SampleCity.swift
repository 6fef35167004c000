import Foundation
struct SampleCityStub {}
